import { basename, extname } from "node:path";
import { counted } from "../core/counted.ts";
import { InputError } from "../core/errors.ts";
import { someNames } from "../core/some_names.ts";
import { type FieldIndex, writeIndex } from "../data/index_file.ts";
import { countFlags, flagNames } from "../image/flag_summary.ts";
import type { FieldFlags, Flag } from "../image/outliers.ts";
import type { Command, Invocation } from "./command.ts";
import { counter } from "./counter.ts";
import { given } from "./given.ts";
import { nuclearChannel, openIndex } from "./open_index.ts";
import { fieldName } from "./over_fields.ts";
import { exportPlateMaps } from "./quality/plate_maps.ts";
import { type JudgedScreen, judgeScreen } from "./quality/run.ts";
import { fieldOptions, indexOption, nucleiOption, someOf, wholeNumber } from "./shared_options.ts";

/** `c2s quality`: focus, saturation, empty fields, debris and outliers; a table and plate maps. */
export const command: Command = {
  name: "quality",
  summary: "judge every field: focus, saturation, emptiness, debris, outliers of its plate",
  options: {
    ...indexOption,
    out: {
      type: "string",
      value: "FILE",
      description: "table, one row a field and channel: .parquet, .csv or .csv.gz (required)",
    },
    "plate-map": {
      type: "string",
      value: "DIR",
      description: "draw a map of each plate's flags there (default: none)",
    },
    drop: {
      type: "string",
      value: "FILE",
      description: "write an index without the flagged fields (default: nothing is dropped)",
    },
    "drop-flags": {
      type: "string",
      value: "LIST",
      description: `flags that --drop drops, of ${flagNames.join(", ")} (default: all)`,
    },
    ...nucleiOption,
    z: {
      type: "string",
      value: "X",
      description: "robust z beyond which a field is an outlier of its plate (default: 3.5)",
    },
    saturated: {
      type: "string",
      value: "SHARE",
      description: "share of saturated pixels above which a field is flagged (default: 0.005)",
    },
    ...fieldOptions,
  },
  example: "c2s quality --index screen/index.csv --out quality.csv --plate-map maps",
  run: async (invocation) => {
    const { required, text, flag, json, signal, print } = invocation;
    const [file, out] = [required("index"), required("out")];
    const workers = wholeNumber(invocation, "workers"), skipBad = flag("skip-bad");
    const drop = text("drop"), dropped = someOf(invocation, "drop-flags", flagNames) ?? flagNames;
    const lines = linesOf(invocation);
    const index = await openIndex(file, skipBad);
    const nuclei = nuclearChannel(index.channels, text("nuclei"));
    const started = performance.now(), count = counter("field", { json });
    const running = { skipBad, signal, workers, onDone: count.show };
    const result = await judgeScreen({ index, out, nuclei, lines, ...running }).finally(count.end);
    const maps = text("plate-map");
    const figures = maps === undefined ? [] : await exportPlateMaps(maps, result.fields);
    const kept = without(index, result, dropped);
    if (drop !== undefined && kept.fields.length === 0) {
      throw new InputError("No field is left: all are flagged", {
        option: "--drop",
        found: `${counted(index.fields.length, "field")} in ${out}`,
        hint: "Look at the flags there; --drop-flags says which of them drop a field",
      });
    }
    if (drop !== undefined) await writeIndex(drop, kept);
    const seconds = (performance.now() - started) / 1000;
    const lost = drop === undefined ? 0 : index.fields.length - kept.fields.length;
    if (json) {
      const { fields, resumed, skipped } = result;
      const flags = countFlags(fields);
      const about = { fields: fields.length, flagged: flagged(fields), flags, resumed, skipped };
      const written = { figures, ...given("drop", drop) }, { cautions } = index;
      print(JSON.stringify({ out, ...about, dropped: lost, ...written, seconds, cautions }));
      return;
    }
    for (const line of summary(out, result, seconds)) print(line);
    if (maps !== undefined) print(`${maps}: ${sayMaps(figures)}`);
    if (drop !== undefined) {
      print(
        `${drop}: ${
          counted(kept.fields.length, "field")
        }; ${lost} of ${index.fields.length} dropped`,
      );
    }
  },
};

function linesOf({ number }: Invocation) {
  const z = number("z"), saturated = number("saturated");
  if (z !== undefined && !(z > 0)) throw new InputError("--z must be above 0", { found: z });
  if (saturated !== undefined && !(saturated >= 0 && saturated <= 1)) {
    throw new InputError("--saturated must be a share", { found: saturated, allowed: "0 to 1" });
  }
  return { z, saturated };
}

/** The index without fields that carry one of the flags; fields that could not be read go too. */
function without(
  { channels, fields }: FieldIndex,
  result: JudgedScreen,
  flags: readonly Flag[],
): FieldIndex {
  const good = new Set(
    result.fields.filter((field) => !field.flags.some((flag) => flags.includes(flag)))
      .map(({ quality }) => fieldName(quality.where)),
  );
  return { channels, fields: fields.filter((field) => good.has(fieldName(field))) };
}

function flagged(fields: readonly FieldFlags[]): number {
  return fields.filter(({ flags }) => flags.length > 0).length;
}

/** Pictures of one plate differ in nothing but their kind. */
function sayMaps(files: readonly string[]): string {
  const kinds = new Set(files.map((file) => extname(file).slice(1)));
  const names = [...new Set(files.map((file) => basename(file, extname(file))))];
  return `${counted(names.length, "plate map")} in ${counted(files.length, "file")}, each as ` +
    `${[...kinds].join(", ")}: ${someNames(names)}`;
}

function summary(out: string, { fields, resumed, skipped }: JudgedScreen, seconds: number) {
  const counts = countFlags(fields).filter((one) => one.fields > 0)
    .map(({ flag, fields }) => `${fields} ${flag}`);
  return [
    `${out}: ${flagged(fields)} of ${counted(fields.length, "field")} flagged in ` +
    `${seconds.toFixed(1)} s${resumed > 0 ? ` (${resumed} judged before)` : ""}`,
    ...(counts.length > 0 ? [`  ${counts.join(", ")}; a field may have several flags`] : []),
    ...skipped.map(({ field, reason }) => `left out ${field}: ${reason}`),
  ];
}

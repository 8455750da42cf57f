import { counted } from "../core/counted.ts";
import { InputError } from "../core/errors.ts";
import type { Command } from "./command.ts";
import { counter } from "./counter.ts";
import { lightFor } from "./illumination/light_for.ts";
import { indexChannel, nuclearChannel, openIndex } from "./open_index.ts";
import { type SegmentedScreen, segmentScreen } from "./segment/run.ts";
import { borderRules, type SegmentSettings } from "./segment/task.ts";
import {
  backgroundOption,
  fieldOptions,
  illuminationOption,
  indexOption,
  methodOptions,
  nucleiOption,
  oneOf,
  wholeNumber,
} from "./shared_options.ts";

/** `c2s segment`: label images of nuclei, cells and cytoplasm for every field. */
export const command: Command = {
  name: "segment",
  summary: "find nuclei and cells: label images for every field",
  options: {
    ...indexOption,
    out: { type: "string", value: "DIR", description: "folder of the label images (required)" },
    ...methodOptions,
    ...nucleiOption,
    cells: {
      type: "string",
      value: "LIST",
      description: "channels of the cytoplasm, or none (default: all but the nuclei's)",
    },
    diameter: {
      type: "string",
      value: "LENGTH",
      description: "of a nucleus, 25px or 12um (default: from each image)",
    },
    border: {
      type: "string",
      value: "RULE",
      description: `objects that the border cuts: ${borderRules.join(", ")} (default: keep)`,
    },
    ...illuminationOption,
    ...backgroundOption,
    ...fieldOptions,
  },
  example: "c2s segment --index screen/index.csv --out labels --border mark",
  run: async (invocation) => {
    const { required, text, flag, json, signal, print } = invocation;
    const [file, out] = [required("index"), required("out")];
    const workers = wholeNumber(invocation, "workers"), skipBad = flag("skip-bad");
    const background = wholeNumber(invocation, "background");
    const index = await openIndex(file, skipBad);
    const nuclei = nuclearChannel(index.channels, text("nuclei"));
    const cells = cellChannels(text("cells"), index.channels, nuclei);
    const diameter = parseDiameter(text("diameter"));
    const illumination = await lightFor(text("illumination"), index, [nuclei, ...cells]);
    const settings: SegmentSettings = {
      method: text("method") as string,
      weights: { checkpoint: text("checkpoint"), model: text("model") },
      nuclei,
      cells,
      diameter,
      border: oneOf(invocation, "border", borderRules) ?? "keep",
      illumination,
      background,
    };
    const started = performance.now(), count = counter("field", { json });
    const running = { skipBad, signal, workers, onDone: count.show };
    const result = await segmentScreen({ index, out, settings, ...running }).finally(count.end);
    const seconds = (performance.now() - started) / 1000;
    if (json) print(JSON.stringify({ out, settings, ...totals(result), seconds }));
    else for (const line of summary(out, result, seconds)) print(line);
  },
};

function cellChannels(
  list: string | undefined,
  channels: readonly string[],
  nuclei: string,
): string[] {
  if (list === undefined) return channels.filter((name) => name !== nuclei);
  if (list === "none") return [];
  return list.split(",").map((name) => name.trim()).filter((name) => name !== "")
    .map((name) => indexChannel(channels, name, "--cells"));
}

function parseDiameter(value: string | undefined): SegmentSettings["diameter"] {
  if (value === undefined) return undefined;
  const parts = /^(\d+(?:\.\d+)?)\s*(px|um|µm|μm)$/.exec(value.trim());
  const length = Number(parts?.[1]);
  if (!(length > 0)) {
    throw new InputError("--diameter must be a length above 0 with its unit", {
      found: value,
      allowed: "for example 25px or 12um",
    });
  }
  return { value: length, unit: parts?.[2] === "px" ? "px" : "µm" };
}

function totals({ fields, resumed, skipped }: SegmentedScreen) {
  const objects = fields.reduce((sum, field) => sum + field.objects, 0);
  const warnings = fields.flatMap(({ plate, well, site, warnings }) =>
    warnings.map((warning) => ({ field: `${plate}/${well}/${site}`, warning }))
  );
  return { fields: fields.length, objects, resumed, warnings, skipped };
}

function summary(out: string, result: SegmentedScreen, seconds: number): string[] {
  const { fields, objects, resumed, warnings, skipped } = totals(result);
  const done = resumed === fields && skipped.length === 0
    ? `${out} has the labels of all ${counted(fields, "field")} already: ` +
      counted(objects, "object")
    : `${out}: ${counted(objects, "object")} in ${counted(fields, "field")} in ${
      seconds.toFixed(1)
    } s` +
      (resumed > 0 ? ` (${resumed} segmented before)` : "");
  const few = warnings.slice(0, 5).map(({ field, warning }) => `${field}: ${warning}`);
  if (warnings.length > few.length) {
    few.push(`and ${counted(warnings.length - few.length, "more warning")}`);
  }
  return [done, ...few, ...skipped.map(({ field, reason }) => `left out ${field}: ${reason}`)];
}

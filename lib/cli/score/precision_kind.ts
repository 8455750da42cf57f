import pl from "nodejs-polars";
import { makeProfiles, type Profiles } from "../../core/profiles.ts";
import { formatOf, writeProfiles } from "../../data/profiles_file.ts";
import { openBackend } from "../../learn/backend.ts";
import { tensorProduct } from "../../learn/backend/product.ts";
import type { Pairing } from "../../profile/precision.ts";
import {
  type NullName,
  type PrecisionReport,
  precisionReport,
} from "../../profile/precision_report.ts";
import type { Invocation, Option } from "../command.ts";
import { filesOption, readFiles } from "../profile/read_files.ts";
import { usualColumn } from "../profile/usual_column.ts";
import { oneOf, wholeNumber } from "../shared_options.ts";
import type { ScoreKind } from "./kind.ts";
import { type NameColumns, oneName } from "./one_name.ts";

const metrics = ["cosine", "pearson", "euclidean"] as const;
const nullNames = ["both", "usual", "position"] as const;

const unasked = "position null not asked: name the column of the wells by --well";

/** An option that names a column. */
export const column = (description: string): Option => ({
  type: "string",
  value: "COLUMN",
  description,
});
const commonOptions: Record<string, Option> = {
  well: column(
    "well position, for the position null (default: Metadata_Well, or the one bare column of wells)",
  ),
  null: {
    type: "string",
    value: "NAME",
    description: `${nullNames.join(", ")} (default: both where the position is known)`,
  },
  metric: { type: "string", value: "NAME", description: `${metrics.join(", ")} (default: cosine)` },
  draws: {
    type: "string",
    value: "N",
    description: "arrangements of labels for each p-value (default: 10000)",
  },
  alpha: { type: "string", value: "X", description: "false discoveries allowed (default: 0.05)" },
  seed: { type: "string", value: "N", description: "seed of the draws (default: 1)" },
  out: { type: "string", value: "FILE", description: "table of one row a group, .csv or .parquet" },
};

/** A question that mean average precision answers. */
export interface PrecisionQuestion extends Pick<ScoreKind, "summary" | "options" | "example"> {
  /** What a significant group is called. */
  adjective: string;
  /** Metadata columns that are needed; undefined for one that is not given. */
  columns: (invocation: Invocation) => (string | undefined)[];
  /** Columns whose spellings of a name are one name; defaults to none. */
  names?: (invocation: Invocation) => NameColumns;
  /** Who is positive, who is negative. */
  pairing: (invocation: Invocation, profiles: Profiles) => Pairing;
  /** Columns whose rows change places as a whole under the usual null; defaults to none. */
  together?: (invocation: Invocation) => string[];
  /** Columns within whose values labels are exchanged; defaults to those that negatives share. */
  within?: (invocation: Invocation) => string[];
}

/**
 * A score by mean average precision, with its share of significant groups under both nulls.
 *
 * @param question Pairs, columns and words.
 *
 * @example
 * ```ts
 * import { precisionKind } from "./precision_kind.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const kind = precisionKind({
 *   summary: "plates that resemble themselves",
 *   adjective: "alike",
 *   options: { plate: { type: "string", description: "the plate" } },
 *   columns: ({ required }) => [required("plate")],
 *   pairing: ({ required }) => ({ posSameBy: [required("plate")] }),
 *   example: "c2s score plates --plate Metadata_Plate",
 * });
 * assertEquals(Object.keys(kind.options).slice(0, 3), ["in", "plate", "well"]);
 * ```
 */
export function precisionKind(
  { adjective, columns, names, pairing, within, together, options, ...kind }: PrecisionQuestion,
): ScoreKind {
  return {
    ...kind,
    options: { ...filesOption, ...options, ...commonOptions },
    run: async (invocation) => {
      const { text, json, print, number } = invocation;
      const wanted = oneOf(invocation, "null", nullNames) ?? "both";
      const metric = oneOf(invocation, "metric", metrics) ?? "cosine";
      const seed = wholeNumber(invocation, "seed", 0) ?? 1;
      const permutations = wholeNumber(invocation, "draws", 0) ?? 10000;
      const alpha = number("alpha") ?? 0.05;
      const well = text("well"), usualWell = "Metadata_Well", out = text("out");
      if (out !== undefined) formatOf(out);
      const needed = [...columns(invocation), well].filter((name) => name !== undefined);
      const read = await readFiles(invocation, needed, [usualWell], { except: [] });
      const named = names === undefined ? undefined : oneName(read, names(invocation));
      for (const line of named?.said ?? []) console.error(line);
      const profiles = named?.profiles ?? read;
      const position = well ?? usualColumn(usualWell, profiles.meta.columns);
      const nulls: [NullName, ...NullName[]] = wanted !== "both"
        ? [wanted]
        : position === undefined
        ? ["usual"]
        : ["usual", "position"];
      const product = tensorProduct(await openBackend({ log: () => {} }));
      const pairs = pairing(invocation, profiles);
      const found = await precisionReport(profiles, pairs, {
        nulls,
        metric,
        permutations,
        alpha,
        seed,
        product,
        ...(together === undefined ? {} : { together: together(invocation) }),
        ...(within === undefined ? {} : { within: within(invocation) }),
        ...(position === undefined ? {} : { position }),
      });
      const isUnasked = wanted === "both" && position === undefined;
      const report = isUnasked ? { ...found, warnings: [...found.warnings, unasked] } : found;
      if (out !== undefined) {
        await writeProfiles(out, tableOf(report, pairs.posSameBy, adjective));
      }
      if (json) {
        const about = { metric, permutations, alpha, seed };
        return print(JSON.stringify({ ...about, ...report, names: named?.names }));
      }
      for (const line of linesOf(report, adjective, alpha)) print(line);
    },
  };
}

/** One row a group: what is true of it as metadata, numbers as features. */
function tableOf(
  { groups, nulls }: PrecisionReport,
  columns: readonly string[],
  adjective: string,
): Profiles {
  const called = nulls.map(({ name }) =>
    pl.Series(
      `Metadata_${adjective}_${name}`,
      // What could not have been found is not said to be absent.
      groups.map(({ tests: { [name]: test } }) => test?.decidable ? test.significant : null),
      pl.Bool,
    )
  );
  // A group of several columns is called by its values with tabs between them.
  const values = groups.map(({ group }) => columns.length === 1 ? [group] : group.split("\t"));
  const names = columns.map((column, place) =>
    pl.Series(column, values.map((value) => value[place] ?? null), pl.Utf8)
  );
  const numbers = groups.map(({ meanAveragePrecision, normalized, profiles, tests }) => [
    meanAveragePrecision,
    normalized,
    profiles,
    ...nulls.flatMap(({ name }) => [tests[name]?.pValue ?? NaN, tests[name]?.corrected ?? NaN]),
  ]);
  const features = [
    ...["mean_average_precision", "normalized", "profiles"],
    ...nulls.flatMap(({ name }) => [`p_${name}`, `corrected_p_${name}`]),
  ];
  return makeProfiles(
    pl.DataFrame([...names, ...called]),
    features,
    Float64Array.from(numbers.flat()),
  );
}

function linesOf(report: PrecisionReport, adjective: string, alpha: number): string[] {
  const { groups, nulls, unscored, warnings } = report;
  const { value, interval } = report.meanAveragePrecision;
  const range = ({ low, high }: { low: number; high: number }) =>
    `(95 % over groups: ${low.toFixed(3)} to ${high.toFixed(3)})`;
  const scored = groups.reduce((sum, { profiles }) => sum + profiles, 0);
  const beyond = groups.reduce((sum, { normalized }) => sum + normalized, 0) / groups.length;
  const lines = [
    `mAP ${value.toFixed(3)} ${range(interval)} of ${groups.length} groups, ${scored} profiles`,
    `  on a scale where chance is 0 and perfect is 1: ${beyond.toFixed(3)}`,
  ];
  for (const { name, significant, untested, hopeless, smallestPossible } of nulls) {
    const { hits, total, share, interval } = significant;
    const least = groups.reduce(
      (most, { tests }) => Math.min(most, tests[name]?.arrangements ?? Infinity),
      Infinity,
    );
    const found = total > 0 && hopeless.after === total
      ? "cannot be told"
      : `${hits} of ${total} = ${share.toFixed(3)} ${
        range(interval)
      }, corrected p at most ${alpha}`;
    lines.push(
      `${adjective} by the ${name} null: ${found}; ` +
        `the fewest arrangements of labels that one has: ${least}`,
    );
    if (!Number.isNaN(smallestPossible)) {
      const { before, after } = hopeless;
      const never = after === 0
        ? ""
        : `; so few arrangements have ${after} of ${total} that they could never be called` +
          (before < after ? ` after the correction, ${before} of them not even before` : "");
      lines.push(`  smallest p possible: ${smallestPossible.toPrecision(2)}${never}`);
    }
    if (untested > 0) lines.push(`  without p-value: ${untested}`);
  }
  for (const [reason, rows] of Map.groupBy(unscored, ({ reason }) => reason)) {
    lines.push(`not scored, ${reason}: ${rows.length} profiles`);
  }
  return [...lines, ...warnings];
}

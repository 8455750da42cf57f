import { InputError } from "../core/errors.ts";
import { groupRows } from "../core/group_rows.ts";
import { type Profiles, type ProfileValues, selectFeatures } from "../core/profiles.ts";
import { checkRows, checkValues } from "./check_values.ts";
import { type ColumnSummary, columnSummary } from "./column_summary.ts";
import { spreadOf } from "./normalize/mean_scale.ts";
import { type RowQuery, rowsWhere } from "./rows_where.ts";
import { correlated, type CorrelatedOptions } from "./select/correlated.ts";
import { noiseOf } from "./select/noise.ts";
import { repetitive, type RepetitiveOptions } from "./select/repetitive.ts";

/** A reason to leave features out. */
export type SelectStep =
  | "missing"
  | "frequency"
  | "variance"
  | "blocklist"
  | "outlier"
  | "correlation"
  | "noise";

/** How `select` works. */
export interface SelectOptions extends RepetitiveOptions, CorrelatedOptions {
  /**
   * What to look at, one after another; defaults to missing, frequency, blocklist, outlier,
   * correlation.
   */
  steps?: readonly SelectStep[];
  /** The rows to look at; defaults to all. */
  rows?: RowQuery;
  /** "missing": a feature goes that lacks more than this share of its values; defaults to .05. */
  missingCut?: number;
  /** "variance": a feature goes whose variance (ddof 0) is not above this; defaults to 1e-6. */
  minVariance?: number;
  /**
   * "blocklist": features that go by their name; defaults to those of the list of Way (2019),
   * figshare 10255811: Manders and RWC correlations and granularities 14 to 16 of nuclei.
   */
  blocklist?: readonly string[] | RegExp;
  /** "outlier": a feature goes that has a value further from 0 than this; defaults to 500. */
  outlierCut?: number;
  /** "noise": the columns whose values make groups of replicates; needed for this step only. */
  replicates?: string | readonly string[];
  /**
   * "noise": a feature goes whose standard deviation within replicates is above this on average;
   * defaults to .8.
   */
  noiseCut?: number;
}

/** Profiles without some of their features. */
export interface Selection<T extends ProfileValues = ProfileValues> {
  /** All rows, with the features that stay. */
  profiles: Profiles<T>;
  /** The features that went, each with the step that it failed, in the order of the steps. */
  dropped: ReadonlyMap<string, SelectStep>;
}

const defaultSteps: readonly SelectStep[] = [
  "missing",
  "frequency",
  "blocklist",
  "outlier",
  "correlation",
];
const knownNoisy = /^Nuclei_(Correlation_(Manders|RWC)_|Granularity_1[456]_)/;

/**
 * Leaves out features that tell nothing, nothing new, or nothing reliable.
 *
 * A step looks at the features that the steps before it left. Which feature goes is the same as in
 * pycytominer's `feature_select`, whose operations are called drop_na_columns, frequency_threshold,
 * variance_threshold, blocklist, drop_outliers, correlation_threshold and noise_removal.
 *
 * @param profiles Rows of any level [n × d]; normalised ones for "outlier" and "noise".
 * @param options Steps and what each of them allows.
 * @returns The profiles with fewer features, and what went why.
 * @throws {InputError} if there is no row, a value is infinite, a column is missing, or the step
 * "noise" is not told the replicates.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { select } from "./select.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ well: ["A01", "A02", "A03"] });
 * const values = new Float64Array([1, 2, 7, 2, 4, 7, 3, 6, 7]);
 * const { profiles, dropped } = await select(makeProfiles(meta, ["a", "twice a", "same"], values));
 * assertEquals(profiles.features, ["a"]);
 * assertEquals([...dropped], [["same", "frequency"], ["twice a", "correlation"]]);
 * ```
 */
export async function select<T extends ProfileValues>(
  profiles: Profiles<T>,
  options: SelectOptions = {},
): Promise<Selection<T>> {
  checkRows(profiles, "Cannot select features");
  const { meta, features, values } = profiles;
  const mask = options.rows === undefined ? undefined : rowsWhere(meta, options.rows);
  const rows = Int32Array.from({ length: meta.height }, (_, row) => row)
    .filter((row) => mask?.[row] ?? true);
  const summary = columnSummary(values, features.length, rows);
  // The ends over all rows tell already whether a value is infinite.
  if (mask !== undefined || !hasFiniteEnds(summary)) {
    checkValues(profiles, "Cannot select features", "kept");
  }
  const dropped = new Map<string, SelectStep>();
  for (const step of options.steps ?? defaultSteps) {
    const left = features.flatMap((name, index) => dropped.has(name) ? [] : [index]);
    const failing = await failed(step, profiles, rows, summary, left, options);
    for (const index of left) {
      if (failing.has(index)) dropped.set(features[index] as string, step);
    }
  }
  if (dropped.size === 0) return { profiles, dropped };
  return { profiles: selectFeatures(profiles, (name) => !dropped.has(name)), dropped };
}

/** Whether every column has finite ends, or none where nothing was measured. */
function hasFiniteEnds({ low, high }: ColumnSummary): boolean {
  return low.every((value) => value !== -Infinity) && high.every((value) => value !== Infinity);
}

/** The features that a step leaves out, of those that are left. */
async function failed(
  step: SelectStep,
  profiles: Profiles,
  rows: Int32Array,
  summary: ColumnSummary,
  left: readonly number[],
  options: SelectOptions,
): Promise<Set<number>> {
  const { features, values } = profiles, width = features.length;
  const where = (test: (feature: number) => boolean) => new Set(left.filter(test));
  switch (step) {
    case "missing": {
      const { missing } = summary, cut = options.missingCut ?? 0.05;
      return where((feature) => missing[feature]! / rows.length > cut);
    }
    case "frequency":
      return new Set(repetitive(values, width, rows, options));
    case "variance": {
      const spread = spreadOf(summary, rows.length, 0), cut = options.minVariance ?? 1e-6;
      return where((feature) => !(spread[feature]! ** 2 > cut));
    }
    case "blocklist": {
      const list = options.blocklist ?? knownNoisy;
      const listed = list instanceof RegExp ? list : new Set(list);
      return where((feature) => {
        const name = features[feature] as string;
        return listed instanceof RegExp ? name.search(listed) >= 0 : listed.has(name);
      });
    }
    case "outlier": {
      const { low, high } = summary, cut = options.outlierCut ?? 500;
      return where((feature) => low[feature]! < -cut || high[feature]! > cut);
    }
    case "correlation": {
      const spread = spreadOf(summary, rows.length, 0);
      const known = { center: summary.mean, spread, missing: summary.missing };
      return new Set(await correlated(values, width, rows, left, options, known));
    }
    case "noise": {
      if (options.replicates === undefined) {
        throw new InputError("Cannot select features by their noise: which rows are replicates?", {
          hint: "Name the columns that replicates share",
        });
      }
      const inRows = new Uint8Array(profiles.meta.height);
      for (const row of rows) inRows[row] = 1;
      const groups = [...groupRows(profiles.meta, options.replicates).values()]
        .map((group) => group.filter((row) => inRows[row] === 1))
        .filter((group) => group.length > 0);
      const noise = noiseOf(values, width, groups), cut = options.noiseCut ?? 0.8;
      return where((feature) => noise[feature]! > cut);
    }
  }
}

import type { ProfileValues } from "../../core/profiles.ts";
import { type ColumnSummary, columnSummary } from "../column_summary.ts";

/** Where the middle of each feature lies and how wide it spreads [d]. */
export interface Scale {
  /** Middle of each feature; NaN where no value was measured. */
  center: Float64Array;
  /** Spread of each feature around it. */
  spread: Float64Array;
}

/** A scale, and how many values each feature lacks [d]. */
export interface MeanScale extends Scale {
  /** Missing values of each feature. */
  missing: Float64Array;
}

/**
 * Mean and standard deviation of each column over some rows, missing values left out.
 *
 * A column of large equal numbers has a spread of exactly 0.
 *
 * @param values Matrix [n × width], row after row.
 * @param width Its columns.
 * @param rows Rows to take.
 * @param ddof The variance divides by the number of values minus this.
 *
 * @example
 * ```ts
 * import { meanScale } from "./mean_scale.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { center, spread } = meanScale(new Float64Array([1, 3]), 1, [0, 1], 0);
 * assertEquals([center[0], spread[0]], [2, 1]);
 * ```
 */
export function meanScale(
  values: ProfileValues,
  width: number,
  rows: ArrayLike<number>,
  ddof: number,
): MeanScale {
  const { missing, mean, squares } = columnSummary(values, width, rows);
  return { center: mean, spread: spreadOf({ missing, squares }, rows.length, ddof), missing };
}

/**
 * Standard deviations from a summary of the columns.
 *
 * @param summary Missing values and squared distances of each column [d].
 * @param n Rows that it was made of.
 * @param ddof The variance divides by the number of values minus this.
 *
 * @example
 * ```ts
 * import { spreadOf } from "./mean_scale.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const summary = { missing: new Float64Array([1]), squares: new Float64Array([8]) };
 * assertEquals([...spreadOf(summary, 3, 0)], [2]);
 * ```
 */
export function spreadOf(
  { missing, squares }: Pick<ColumnSummary, "missing" | "squares">,
  n: number,
  ddof: number,
): Float64Array {
  return squares.map((sum, feature) => Math.sqrt(sum / Math.max(1, n - missing[feature]! - ddof)));
}

import type { ProfileValues } from "../../core/profiles.ts";
import { columnSummary } from "../column_summary.ts";
import type { Scale } from "./mean_scale.ts";

/**
 * Smallest value and range of each column over some rows, missing values left out.
 *
 * @param values Matrix [n × width], row after row.
 * @param width Its columns.
 * @param rows Rows to take.
 *
 * @example
 * ```ts
 * import { rangeScale } from "./range_scale.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { center, spread } = rangeScale(new Float64Array([5, 2, 9]), 1, [0, 1, 2]);
 * assertEquals([center[0], spread[0]], [2, 7]);
 * ```
 */
export function rangeScale(
  values: ProfileValues,
  width: number,
  rows: ArrayLike<number>,
): Scale {
  const { low, high } = columnSummary(values, width, rows);
  return { center: low, spread: high.map((value, feature) => value - low[feature]!) };
}

import type { ProfileValues } from "../../core/profiles.ts";
import { eachColumn } from "../each_column.ts";
import { medianInPlace } from "../median.ts";
import type { Scale } from "./mean_scale.ts";

/** Makes the MAD of a normal distribution its standard deviation: 1 / Φ⁻¹(¾), four decimals. */
const normalMad = 1.4826;

/**
 * Median and 1.4826 · MAD of each column over some rows, missing values left out.
 *
 * MAD is the median of the distances from the median.
 *
 * @param values Matrix [n × width], row after row.
 * @param width Its columns.
 * @param rows Rows to take.
 *
 * @example
 * ```ts
 * import { medianScale } from "./median_scale.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { center, spread } = medianScale(new Float64Array([1, 2, 90]), 1, [0, 1, 2]);
 * assertEquals([center[0], spread[0]], [2, 1.4826]);
 * ```
 */
export function medianScale(
  values: ProfileValues,
  width: number,
  rows: ArrayLike<number>,
): Scale {
  const center = new Float64Array(width), spread = new Float64Array(width);
  eachColumn(values, width, rows, (feature, block, start, end) => {
    const median = medianInPlace(block, start, end);
    for (let i = start; i < end; i++) block[i] = Math.abs((block[i] as number) - median);
    center[feature] = median;
    spread[feature] = normalMad * medianInPlace(block, start, end);
  });
  return { center, spread };
}

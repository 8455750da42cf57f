import type { ProfileValues } from "../../core/profiles.ts";
import { meanScale } from "../normalize/mean_scale.ts";

/**
 * The standard deviation of each column within groups of replicates, as the mean over the groups.
 *
 * With ddof 0, so that a group of one row counts as 0; groups where a column was not measured are
 * left out for it.
 *
 * Source: pycytominer's `noise_removal`.
 *
 * @param values Matrix [n × width].
 * @param width Its columns.
 * @param groups Rows of each group.
 * @returns One a column; NaN where it was measured nowhere [width].
 *
 * @example
 * ```ts
 * import { noiseOf } from "./noise.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...noiseOf(new Float64Array([1, 3, 9]), 1, [[0, 1], [2]])], [0.5]);
 * ```
 */
export function noiseOf(
  values: ProfileValues,
  width: number,
  groups: Iterable<ArrayLike<number>>,
): Float64Array {
  const sums = new Float64Array(width), counts = new Float64Array(width);
  for (const rows of groups) {
    const { center, spread } = meanScale(values, width, rows, 0);
    for (let column = 0; column < width; column++) {
      if (center[column] !== center[column]) continue;
      sums[column]! += spread[column]!;
      counts[column]!++;
    }
  }
  return sums.map((sum, column) => sum / counts[column]!);
}

import type { ProfileValues } from "../../core/profiles.ts";
import { eachColumn } from "../each_column.ts";
import { medianInPlace } from "../median.ts";

/**
 * The mean of every column over each group of rows, missing values left out.
 *
 * @param values Matrix [n × width], row after row.
 * @param width Its columns.
 * @param groups Rows of each group [g].
 * @param result Where the means go [g × width].
 *
 * @example
 * ```ts
 * import { groupMeans } from "./group_values.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const means = new Float64Array(2);
 * groupMeans(new Float64Array([1, 3, 8]), 1, [[0, 1], [2]], means);
 * assertEquals([...means], [2, 8]);
 * ```
 */
export function groupMeans(
  values: ProfileValues,
  width: number,
  groups: readonly ArrayLike<number>[],
  result: ProfileValues,
): void {
  const sums = new Float64Array(width), missing = new Float64Array(width);
  for (const [group, rows] of groups.entries()) {
    sums.fill(0);
    missing.fill(0);
    for (let i = 0; i < rows.length; i++) {
      for (let column = 0, at = (rows[i] as number) * width; column < width; column++, at++) {
        const value = values[at] as number;
        if (value === value) sums[column]! += value;
        else missing[column]!++;
      }
    }
    for (let column = 0; column < width; column++) {
      result[group * width + column] = sums[column]! / (rows.length - missing[column]!);
    }
  }
}

/**
 * The median of every column over each group of rows, missing values left out.
 *
 * @param values Matrix [n × width], row after row.
 * @param width Its columns.
 * @param groups Rows of each group [g].
 * @param result Where the medians go [g × width].
 *
 * @example
 * ```ts
 * import { groupMedians } from "./group_values.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const medians = new Float64Array(1);
 * groupMedians(new Float64Array([1, 3, 8]), 1, [[0, 1, 2]], medians);
 * assertEquals([...medians], [3]);
 * ```
 */
export function groupMedians(
  values: ProfileValues,
  width: number,
  groups: readonly ArrayLike<number>[],
  result: ProfileValues,
): void {
  for (const [group, rows] of groups.entries()) {
    eachColumn(values, width, rows, (column, block, start, end) => {
      result[group * width + column] = medianInPlace(block, start, end);
    });
  }
}

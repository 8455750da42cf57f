import type { ProfileValues } from "../../core/profiles.ts";

/**
 * How many values each column lacks.
 *
 * @param values Matrix [n × width].
 * @param width Its columns.
 * @param rows Rows to take.
 * @returns One number a column [width].
 *
 * @example
 * ```ts
 * import { missingIn } from "./missing.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...missingIn(new Float64Array([1, NaN, 2, 3]), 2, [0, 1])], [0, 1]);
 * ```
 */
export function missingIn(
  values: ProfileValues,
  width: number,
  rows: ArrayLike<number>,
): Int32Array {
  const missing = new Int32Array(width);
  for (let i = 0; i < rows.length; i++) {
    for (let column = 0, at = (rows[i] as number) * width; column < width; column++, at++) {
      const value = values[at] as number;
      if (value !== value) missing[column]!++;
    }
  }
  return missing;
}

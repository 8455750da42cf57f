import type { ProfileValues } from "../core/profiles.ts";

/** Numbers that are laid out column after column at a time: 32 MB. */
const blockSize = 1 << 22;

/**
 * Visits the columns of a row-major matrix, each as its numbers without the missing ones.
 *
 * Some columns at a time are copied out while the rows pass by, because reading one number a row
 * would fetch the whole matrix for every column.
 *
 * @param values Matrix [n × width].
 * @param width Its columns.
 * @param rows Rows to take.
 * @param visit Gets the number of the column, and an array with where its values start and end
 * there; it may change those.
 *
 * @example
 * ```ts
 * import { eachColumn } from "./each_column.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const sums: number[] = [];
 * eachColumn(new Float64Array([1, 2, 3, NaN]), 2, [0, 1], (column, block, start, end) => {
 *   sums[column] = block.subarray(start, end).reduce((sum, value) => sum + value);
 * });
 * assertEquals(sums, [4, 2]);
 * ```
 */
export function eachColumn(
  values: ProfileValues,
  width: number,
  rows: ArrayLike<number>,
  visit: (column: number, block: Float64Array, start: number, end: number) => void,
): void {
  const n = rows.length;
  const most = Math.min(width, Math.max(8, Math.floor(blockSize / Math.max(1, n))));
  const block = new Float64Array(most * n), lengths = new Int32Array(most);
  for (let first = 0; first < width; first += most) {
    const count = Math.min(most, width - first);
    lengths.fill(0);
    for (let i = 0; i < n; i++) {
      const from = (rows[i] as number) * width + first;
      for (let column = 0; column < count; column++) {
        const value = values[from + column] as number;
        if (value === value) block[column * n + lengths[column]!++] = value;
      }
    }
    for (let column = 0; column < count; column++) {
      visit(first + column, block, column * n, column * n + (lengths[column] as number));
    }
  }
}

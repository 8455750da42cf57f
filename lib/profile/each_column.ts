import type { ProfileValues } from "../core/profiles.ts";

/** Numbers that are laid out at a time: 128 KB, which stay in the cache, or few columns' in 32 MB. */
const cachedSize = 1 << 14, blockSize = 1 << 22, fewColumns = 32;

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
  const n = rows.length, bounded = Math.max(8, Math.min(fewColumns, Math.floor(blockSize / n)));
  const most = Math.min(width, Math.max(bounded, Math.floor(cachedSize / n)));
  const block = new Float64Array(most * n);
  for (let first = 0; first < width; first += most) {
    const count = Math.min(most, width - first);
    const whole = layOut(values, width, rows, first, count, block);
    for (let column = 0, start = 0; column < count; column++, start += n) {
      visit(first + column, block, start, whole ? start + n : closeGaps(block, start, start + n));
    }
  }
}

/** Copies columns one after the other. @returns Whether no value is missing. */
function layOut(
  values: ProfileValues,
  width: number,
  rows: ArrayLike<number>,
  first: number,
  count: number,
  block: Float64Array,
): boolean {
  const n = rows.length, start = (i: number) => (rows[i] as number) * width + first;
  let whole = true, i = 0;
  for (; i + 4 <= n; i += 4) {
    const four = copyFour(
      values,
      start(i),
      start(i + 1),
      start(i + 2),
      start(i + 3),
      count,
      block,
      n,
      i,
    );
    whole = four && whole;
  }
  for (; i < n; i++) whole = copyOne(values, start(i), count, block, n, i) && whole;
  return whole;
}

/** Copies four rows at once, which come to lie side by side. @returns Whether no value is missing. */
function copyFour(
  values: ProfileValues,
  p: number,
  q: number,
  r: number,
  s: number,
  count: number,
  block: Float64Array,
  n: number,
  to: number,
): boolean {
  let whole = true;
  for (let column = 0; column < count; column++, to += n) {
    const a = values[p + column]!, b = values[q + column]!;
    const c = values[r + column]!, d = values[s + column]!;
    block[to] = a;
    block[to + 1] = b;
    block[to + 2] = c;
    block[to + 3] = d;
    if (a !== a || b !== b || c !== c || d !== d) whole = false;
  }
  return whole;
}

/** Copies one row. @returns Whether no value is missing. */
function copyOne(
  values: ProfileValues,
  start: number,
  count: number,
  block: Float64Array,
  n: number,
  to: number,
): boolean {
  let whole = true;
  for (let column = 0; column < count; column++, to += n) {
    const value = values[start + column]!;
    block[to] = value;
    if (value !== value) whole = false;
  }
  return whole;
}

/** Moves values over the missing ones before them. @returns Where they end now. */
function closeGaps(block: Float64Array, start: number, end: number): number {
  let to = start;
  for (let i = start; i < end; i++) {
    const value = block[i] as number;
    if (value === value) block[to++] = value;
  }
  return to;
}

/**
 * Undoes the row filters of a PNG in place (PNG specification, third edition, section 9).
 *
 * @param rows Rows as inflated: one byte that names the filter, then `stride` bytes, for each row.
 * @param stride Bytes of a row without the filter byte.
 * @param distance Bytes from a value to the one left of it, at least 1.
 * @returns The rows without filter bytes `[rows × stride]`, or the number of a filter that does not exist.
 *
 * @example
 * ```ts
 * import { unfilter } from "./unfilter.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = new Uint8Array([1, 5, 1, 1, 2, 1, 1, 1]);
 * assertEquals(unfilter(rows, 3, 1), new Uint8Array([5, 6, 7, 6, 7, 8]));
 * ```
 */
export function unfilter(rows: Uint8Array, stride: number, distance: number): Uint8Array | number {
  const count = rows.length / (stride + 1);
  const out = new Uint8Array(count * stride);
  for (let row = 0; row < count; row++) {
    const filter = rows[row * (stride + 1)] as number;
    if (filter > 4) return filter;
    const from = row * (stride + 1) + 1, to = row * stride;
    out.set(rows.subarray(from, from + stride), to);
    if (filter === 1) addLeft(out, to, stride, distance);
    else if (filter === 2 && row > 0) addAbove(out, to, stride);
    else if (filter === 3) addMean(out, to, stride, distance, row > 0);
    else if (filter === 4) addPaeth(out, to, stride, distance, row > 0);
  }
  return out;
}

function addLeft(out: Uint8Array, to: number, stride: number, distance: number): void {
  for (let i = to + distance; i < to + stride; i++) {
    out[i] = (out[i] as number) + (out[i - distance] as number);
  }
}

function addAbove(out: Uint8Array, to: number, stride: number): void {
  for (let i = to; i < to + stride; i++) out[i] = (out[i] as number) + (out[i - stride] as number);
}

function addMean(
  out: Uint8Array,
  to: number,
  stride: number,
  distance: number,
  hasAbove: boolean,
): void {
  for (let i = 0; i < stride; i++) {
    const left = i < distance ? 0 : out[to + i - distance] as number;
    const above = hasAbove ? out[to + i - stride] as number : 0;
    out[to + i] = (out[to + i] as number) + ((left + above) >> 1);
  }
}

function addPaeth(
  out: Uint8Array,
  to: number,
  stride: number,
  distance: number,
  hasAbove: boolean,
): void {
  for (let i = 0; i < stride; i++) {
    const left = i < distance ? 0 : out[to + i - distance] as number;
    const above = hasAbove ? out[to + i - stride] as number : 0;
    const corner = hasAbove && i >= distance ? out[to + i - stride - distance] as number : 0;
    const toLeft = Math.abs(above - corner);
    const toAbove = Math.abs(left - corner);
    const toCorner = Math.abs(left + above - 2 * corner);
    const nearest = toLeft <= toAbove && toLeft <= toCorner
      ? left
      : toAbove <= toCorner
      ? above
      : corner;
    out[to + i] = (out[to + i] as number) + nearest;
  }
}

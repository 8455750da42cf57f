/** Work space of {@link sortWords}: one for each thread, whatever the object. */
const counts = new Int32Array(256), countsHigh = new Int32Array(256);

/**
 * Sorts 16-bit values by their two bytes, in time linear in their number.
 *
 * @param values What to sort; stays as it is.
 * @param count How many of them.
 * @param into Where the sorted values go [count].
 * @param spare Work space [count].
 *
 * @example
 * ```ts
 * import { sortWords } from "./sorted.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const sorted = new Uint16Array(3);
 * sortWords(new Uint16Array([500, 2, 65535]), 3, sorted, new Uint16Array(3));
 * assertEquals([...sorted], [2, 500, 65535]);
 * ```
 */
export function sortWords(
  values: Uint16Array,
  count: number,
  into: Uint16Array,
  spare: Uint16Array,
): void {
  counts.fill(0);
  countsHigh.fill(0);
  for (let i = 0; i < count; i++) {
    const value = values[i] as number;
    (counts[value & 255] as number)++;
    (countsHigh[value >> 8] as number)++;
  }
  for (let byte = 0, low = 0, high = 0; byte < 256; byte++) {
    const a = counts[byte] as number, b = countsHigh[byte] as number;
    counts[byte] = low;
    countsHigh[byte] = high;
    low += a;
    high += b;
  }
  for (let i = 0; i < count; i++) {
    const value = values[i] as number;
    spare[(counts[value & 255] as number)++] = value;
  }
  for (let i = 0; i < count; i++) {
    const value = spare[i] as number;
    into[(countsHigh[value >> 8] as number)++] = value;
  }
}

/**
 * The value at a share of sorted values, as CellProfiler defines quantiles: at position count × share
 * from 0, between neighbours in proportion, never beyond the last.
 *
 * numpy's default is at (count − 1) × share.
 *
 * @example
 * ```ts
 * import { quantileOf } from "./sorted.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(quantileOf(new Uint16Array([1, 2, 3, 4]), 4, 0.5), 3);
 * ```
 */
export function quantileOf(sorted: Uint16Array, count: number, share: number): number {
  const position = count * share, low = Math.min(Math.floor(position), count - 1);
  const high = Math.min(low + 1, count - 1);
  const part = position - low;
  return (sorted[low] as number) * (1 - part) + (sorted[high] as number) * part;
}

/**
 * The median absolute deviation from a centre, by the same definition of the quantile.
 *
 * Walks from the centre outwards, so nothing is sorted again.
 *
 * @example
 * ```ts
 * import { deviationOf } from "./sorted.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(deviationOf(new Uint16Array([1, 2, 3, 9]), 4, 3), 2);
 * ```
 */
export function deviationOf(sorted: Uint16Array, count: number, centre: number): number {
  let right = 0;
  while (right < count && (sorted[right] as number) < centre) right++;
  let left = right - 1;
  const position = count / 2, low = Math.min(Math.floor(position), count - 1);
  const high = Math.min(low + 1, count - 1), part = position - low;
  let lowValue = 0, last = 0;
  for (let i = 0; i <= high; i++) {
    const before = left >= 0 ? centre - (sorted[left] as number) : Infinity;
    const after = right < count ? (sorted[right] as number) - centre : Infinity;
    if (before < after) left--;
    else right++;
    last = Math.min(before, after);
    if (i === low) lowValue = last;
  }
  return lowValue * (1 - part) + last * part;
}

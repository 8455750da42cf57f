import type { ProfileValues } from "../../core/profiles.ts";
import { eachColumn } from "../each_column.ts";

/** What makes a column repetitive. */
export interface RepetitiveOptions {
  /**
   * A column goes whose second most frequent value is rarer than this share of the most frequent one;
   * defaults to .05.
   */
  freqCut?: number;
  /** A column goes that has fewer different values than this share of the rows; defaults to .01. */
  uniqueCut?: number;
}

/**
 * Columns that hold much the same number again and again.
 *
 * Missing values are no values, but their rows count. Values are counted by sorting, unless a rough
 * count shows that no value is frequent enough to matter.
 *
 * Source: pycytominer's `frequency_threshold`, called `variance_threshold` before version 1.7.
 *
 * @param values Matrix [n × width].
 * @param width Its columns.
 * @param rows Rows to take.
 * @param options Cuts.
 * @returns The columns that go, in ascending order.
 *
 * @example
 * ```ts
 * import { repetitive } from "./repetitive.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(repetitive(new Float64Array([1, 1, 2, 1, 3, 1]), 2, [0, 1, 2]), [1]);
 * ```
 */
export function repetitive(
  values: ProfileValues,
  width: number,
  rows: ArrayLike<number>,
  { freqCut = 0.05, uniqueCut = 0.01 }: RepetitiveOptions = {},
): number[] {
  const n = rows.length, found: number[] = [];
  // Two to four rows to a place, so that the places stay in the cache; counts stop at 255.
  const places = new Uint8ClampedArray(1 << Math.ceil(Math.log2(Math.max(64, n / 4))));
  eachColumn(values, width, rows, (column, block, start, end) => {
    const numbers = block.subarray(start, end);
    const rough = roughCounts(numbers, places);
    const enough = Math.max(2, uniqueCut * n);
    if (rough.most * freqCut <= 1 && rough.different >= enough) return;
    const { most, second, different } = counts(numbers.sort());
    const ratio = different < 2 ? 0 : second / most;
    if (ratio < freqCut || different < uniqueCut * n) found.push(column);
  });
  return found;
}

/** An upper bound of how often a value comes, a lower one of how many different values there are. */
function roughCounts(
  numbers: Float64Array,
  places: Uint8ClampedArray,
): { most: number; different: number } {
  const bits = new Uint32Array(numbers.buffer, numbers.byteOffset, numbers.length * 2);
  const shift = 32 - Math.log2(places.length);
  places.fill(0);
  for (let i = 0; i < numbers.length; i++) {
    numbers[i]! += 0; // −0 is 0
    const hash = Math.imul(bits[2 * i]! ^ Math.imul(bits[2 * i + 1]!, 0x85ebca6b), 0x9e3779b1);
    places[hash >>> shift]!++;
  }
  let most = 0, different = 0;
  for (let place = 0; place < places.length; place++) {
    const count = places[place]!;
    if (count > 0) different++;
    if (count > most) most = count;
  }
  return { most: most === 255 ? numbers.length : most, different };
}

function counts(sorted: Float64Array): { most: number; second: number; different: number } {
  let most = 0, second = 0, different = 0;
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    const count = end - start;
    different++;
    if (count > most) [most, second] = [count, most];
    else if (count > second) second = count;
  }
  return { most, second, different };
}

/**
 * The median of some numbers, or of a part of them, which are put in another order on the way.
 *
 * The mean of the middle two where their number is even; NaN where there are none. Quickselect
 * (Hoare 1961), so the time grows with the number of values, not with that of sorting them.
 *
 * @param values Numbers without NaN [n].
 * @param start Where the part begins; defaults to 0.
 * @param end Where it has ended; defaults to n.
 *
 * @example
 * ```ts
 * import { medianInPlace } from "./median.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(medianInPlace(new Float64Array([9, 1, 3, 2])), 2.5);
 * ```
 */
export function medianInPlace(values: Float64Array, start = 0, end = values.length): number {
  if (start === end) return NaN;
  const middle = (start + end) >> 1;
  const upper = select(values, middle, start, end - 1);
  if ((end - start) % 2 === 1) return upper;
  let lower = -Infinity;
  for (let i = start; i < middle; i++) lower = Math.max(lower, values[i] as number);
  return lower + (upper - lower) / 2;
}

/** Puts the value of rank k in its place, smaller ones before it and larger ones behind. */
function select(values: Float64Array, k: number, low: number, high: number): number {
  while (low < high) {
    const pivot = middleOfThree(
      values[low] as number,
      values[(low + high) >> 1] as number,
      values[high] as number,
    );
    let left = low, right = high;
    while (left <= right) {
      while ((values[left] as number) < pivot) left++;
      while ((values[right] as number) > pivot) right--;
      if (left <= right) {
        const swapped = values[left] as number;
        values[left++] = values[right] as number;
        values[right--] = swapped;
      }
    }
    if (k <= right) high = right;
    else if (k >= left) low = left;
    else break;
  }
  return values[k] as number;
}

function middleOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

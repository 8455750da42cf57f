/**
 * The median of some numbers, which are put in another order on the way.
 *
 * The mean of the middle two where their number is even; NaN where there are none. Quickselect
 * (Hoare 1961), so the time grows with the number of values, not with that of sorting them.
 *
 * @param values Numbers without NaN [n].
 *
 * @example
 * ```ts
 * import { medianInPlace } from "./median.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(medianInPlace(new Float64Array([9, 1, 3, 2])), 2.5);
 * ```
 */
export function medianInPlace(values: Float64Array): number {
  const n = values.length;
  if (n === 0) return NaN;
  const middle = n >> 1;
  const upper = select(values, middle);
  if (n % 2 === 1) return upper;
  let lower = -Infinity;
  for (let i = 0; i < middle; i++) lower = Math.max(lower, values[i] as number);
  return lower + (upper - lower) / 2;
}

/** Puts the value of rank k in its place, smaller ones before it and larger ones behind. */
function select(values: Float64Array, k: number): number {
  let low = 0, high = values.length - 1;
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

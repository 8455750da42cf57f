/** Fewer numbers than this are selected from at once. */
const few = 24;

/** Classes that numbers are sorted into. */
const classes = 64;

/** Room that every call uses again: how many are in each class, the class of each, those that stay. */
const counts = new Int32Array(classes);
let classOf = new Uint8Array(0), near = new Float64Array(0);

/**
 * The median of some numbers, or of a part of them, which are put in another order on the way.
 *
 * The mean of the middle two where their number is even; NaN where there are none. The median lies
 * within one standard deviation of the mean, so that stretch is cut into classes, numbers are counted
 * in them, and only those of the class in the middle are selected from by quickselect (Hoare 1961).
 * The time grows with the number of values, not with that of sorting them.
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
  const n = end - start;
  if (n === 0) return NaN;
  const middle = n >> 1, odd = n % 2 === 1;
  if (n < few) return medianAt(values, start, end, start + middle, odd);
  const { first, last, before, size } = classify(values, start, end);
  if (size > n / 2) return medianAt(values, start, end, start + middle, odd);
  if (near.length <= size) near = new Float64Array(2 * size);
  // Written without a branch, which would be guessed wrong too often; one too many is written.
  const kept = near, width = last - first;
  let m = 0;
  for (let i = start, j = 0; i < end; i++, j++) {
    kept[m] = values[i] as number;
    const above = (classOf[j] as number) - first;
    m += ((above | (width - above)) >>> 31) ^ 1;
  }
  return medianAt(kept, 0, size, middle - before, odd);
}

/**
 * Counts numbers in classes of ascending values.
 *
 * @returns First and last class of the middle one or two, how many are before and in these.
 */
function classify(
  values: Float64Array,
  start: number,
  end: number,
): { first: number; last: number; before: number; size: number } {
  const n = end - start, all = { first: 0, last: classes - 1, before: 0, size: n };
  const { low, factor, origin } = scaleOf(values, start, end);
  if (!(factor > 0 && factor < Infinity)) return all;
  if (classOf.length < n) classOf = new Uint8Array(n);
  counts.fill(0);
  const found = classOf;
  for (let i = start, j = 0; i < end; i++, j++) {
    let number = (((values[i] as number) - origin - low) * factor) | 0;
    number &= ~(number >> 31);
    const room = classes - 1 - number;
    number += room & (room >> 31);
    found[j] = number;
    counts[number]!++;
  }
  let first = 0, before = 0;
  while (before + counts[first]! <= (n - 1) >> 1) before += counts[first++]!;
  let last = first, size = counts[first]!;
  while (before + size <= n >> 1) size += counts[++last]!;
  return { first, last, before, size };
}

/** Where the classes begin, from an origin near the numbers, and how many there are to the unit. */
function scaleOf(
  values: Float64Array,
  start: number,
  end: number,
): { origin: number; low: number; factor: number } {
  const n = end - start, origin = values[start] as number;
  let sum = 0, others = 0, squares = 0, otherSquares = 0;
  for (let i = start; i < end; i += 2) {
    const x = (values[i] as number) - origin;
    const y = i + 1 < end ? (values[i + 1] as number) - origin : 0;
    sum += x;
    others += y;
    squares += x * x;
    otherSquares += y * y;
  }
  const mean = (sum + others) / n;
  const spread = Math.sqrt((squares + otherSquares) / n - mean * mean);
  // One class on either side takes what lies further out.
  const factor = (classes / 2 - 1) / spread;
  return { origin, low: mean - spread - 1 / factor, factor };
}

/** The median whose upper middle is at a place, of numbers that are put in order around it. */
function medianAt(
  values: Float64Array,
  start: number,
  end: number,
  middle: number,
  odd: boolean,
): number {
  const upper = select(values, middle, start, end - 1);
  if (odd) return upper;
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

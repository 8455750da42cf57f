import { rankValues, type Sorted, sortValues } from "./ranks.ts";

/**
 * A function that gives the partial correlation of pairs of objects that were drawn with
 * replacement.
 *
 * A pair of an object with its own copy has distance 0 whatever the space, and would let every two
 * matrices agree: such pairs do not count. Ranks are taken anew in each resample.
 *
 * @param lists Values of all pairs in the order of `pairValues`: the two that are correlated, then
 * those that are controlled [k × n(n − 1)/2].
 * @param n Objects.
 * @param ranked Whether ranks are correlated.
 * @returns For objects drawn [n], the correlation; NaN where it is not defined.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const [x, y] = [new Float64Array([1, 2, 3]), new Float64Array([1, 2, 5])];
 * const correlation = resampledCorrelation([x, y], 3, true);
 * assertAlmostEquals(correlation(new Int32Array([0, 1, 2])), 1, 1e-12);
 * ```
 */
export function resampledCorrelation(
  lists: readonly Float64Array[],
  n: number,
  ranked: boolean,
): (drawn: Int32Array) => number {
  const sorted: Sorted[] = ranked ? lists.map(sortValues) : [];
  const used = ranked ? lists.map((list) => new Float64Array(list.length)) : lists.map(centred);
  const times = new Float64Array(n), weights = new Float64Array(n * (n - 1) / 2);
  return (drawn) => {
    times.fill(0);
    for (const object of drawn) times[object]!++;
    for (let i = 0, at = 0; i < n; i++) {
      for (let j = 0; j < i; j++) weights[at++] = times[i]! * times[j]!;
    }
    for (const [k, one] of sorted.entries()) rankValues(one, used[k]!, weights);
    return partialCorrelation(used, weights);
  };
}

/** Near 0, so that sums of squares keep their digits. */
function centred(list: Float64Array): Float64Array {
  const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
  return list.map((value) => value - mean);
}

/**
 * The weighted correlation of the first two lists when the others are held fixed.
 *
 * @param lists Values [k × n].
 * @param weights Weight of each [n].
 * @returns NaN where one of the two does not vary beside the others.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const [x, y] = [new Float64Array([1, 2, 9]), new Float64Array([2, 4, 9])];
 * assertAlmostEquals(partialCorrelation([x, y], new Float64Array([1, 1, 0])), 1, 1e-12);
 * ```
 */
export function partialCorrelation(
  lists: readonly Float64Array[],
  weights: Float64Array,
): number {
  const k = lists.length, sums = new Float64Array(k), moments = new Float64Array(k * k);
  let total = 0;
  for (let at = 0; at < weights.length; at++) {
    const weight = weights[at]!;
    if (weight === 0) continue;
    total += weight;
    for (let a = 0; a < k; a++) {
      const value = weight * lists[a]![at]!;
      sums[a]! += value;
      for (let b = 0; b <= a; b++) moments[a * k + b]! += value * lists[b]![at]!;
    }
  }
  for (let a = 0; a < k; a++) {
    for (let b = 0; b <= a; b++) {
      const covariance = moments[a * k + b]! - sums[a]! * sums[b]! / total;
      moments[a * k + b] = moments[b * k + a] = covariance;
    }
  }
  const spreads = lists.map((_, a) => moments[a * k + a]!);
  for (let c = 2; c < k; c++) {
    const pivot = moments[c * k + c]!;
    if (!(pivot > 1e-12 * spreads[c]!)) continue;
    for (let a = 0; a < k; a++) {
      if (a === c) continue;
      const share = moments[a * k + c]! / pivot;
      for (let b = 0; b < k; b++) if (b !== c) moments[a * k + b]! -= share * moments[c * k + b]!;
    }
    for (let a = 0; a < k; a++) moments[a * k + c] = moments[c * k + a] = 0;
  }
  const [xx, xy, yy] = [moments[0]!, moments[1]!, moments[k + 1]!];
  if (!(xx > 1e-12 * spreads[0]! && yy > 1e-12 * spreads[1]!)) return NaN;
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}

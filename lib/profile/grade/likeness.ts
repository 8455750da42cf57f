import type { Matrix32 } from "../../core/multiply.ts";

/**
 * Ranks of the distances of all pairs of rows, equal ones at their mean rank.
 *
 * @param distances A symmetric matrix [n × n].
 * @returns Ranks from 1 of the pairs (1,0), (2,0), (2,1), … [n·(n − 1)/2].
 *
 * @example
 * ```ts
 * import { pairRanks } from "./likeness.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const data = Float32Array.of(0, 5, 2, 5, 0, 2, 2, 2, 0);
 * assertEquals([...pairRanks({ rows: 3, cols: 3, data })], [3, 1.5, 1.5]);
 * ```
 */
export function pairRanks({ rows, data }: Matrix32): Float64Array {
  const values = new Float64Array(rows * (rows - 1) / 2);
  for (let i = 1, at = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) values[at++] = data[i * rows + j]!;
  }
  const order = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let i = start; i < end; i++) ranks[order[i]!] = (start + end + 1) / 2;
    start = end;
  }
  return ranks;
}

/**
 * Correlation of two lists of pairs (Pearson; of ranks it is Spearman's ρ), with weighted rows.
 *
 * A pair counts by the product of its rows' weights, so that a bootstrap over rows needs no new
 * distances; a row is never paired with itself. Ranks of all pairs are kept in resamples.
 *
 * @param first Values of the pairs (1,0), (2,0), (2,1), … [n·(n − 1)/2].
 * @param second The same pairs.
 * @param weights Weight of each row [n].
 * @returns −1 to 1; 0 where one of the two does not vary.
 *
 * @example
 * ```ts
 * import { pairCorrelation } from "./likeness.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(pairCorrelation([1, 2, 3], [2, 4, 6], [1, 1, 1]), 1);
 * ```
 */
export function pairCorrelation(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  weights: ArrayLike<number>,
): number {
  let total = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
  for (let i = 1, at = 0; i < weights.length; i++) {
    for (let j = 0; j < i; j++, at++) {
      const weight = weights[i]! * weights[j]!;
      if (weight === 0) continue;
      const a = first[at]!, b = second[at]!;
      total += weight;
      x += weight * a;
      y += weight * b;
      xx += weight * a * a;
      yy += weight * b * b;
      xy += weight * a * b;
    }
  }
  const spreads = (total * xx - x * x) * (total * yy - y * y);
  return spreads > 0 ? (total * xy - x * y) / Math.sqrt(spreads) : 0;
}

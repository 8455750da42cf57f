import type { Matrix } from "../../core/matrix.ts";

/** Shares of the variance of some rows, which add up to 1. */
export interface VarianceShares {
  /** One share a level, the widest first. */
  levels: number[];
  /** What is left between rows of one innermost batch. */
  rest: number;
}

/**
 * Splits the variance of profiles into what weeks, plates in weeks, and wells in plates add, feature
 * by feature, and takes the mean over features.
 *
 * Half the mean squared difference of two rows estimates the variance that they do not share. With
 * D₀ for pairs of different weeks, D₁ for the same week and different plates, D₂ for the same plate,
 * the shares of a feature are (D₀ − D₁)/D₀, (D₁ − D₂)/D₀ and D₂/D₀: the components of a nested
 * analysis of variance. Where batches add nothing a share is 0 on average, so that single values may
 * be a little negative. Every feature counts the same, so that a few with huge values do not drown
 * the others; a feature that does not vary has no batch.
 *
 * Rows may carry weights (how often a bootstrap drew them); a row is never paired with itself, so
 * that rows drawn twice do not look alike.
 *
 * Source: Searle, Casella and McCulloch 1992, Variance Components.
 *
 * @param values The rows [n × d].
 * @param batches For each level, the widest first, the batch of each row [levels][n].
 * @param weights Weight of each row [n]; defaults to 1 each.
 * @returns Shares; NaN where a kind of pair does not occur (one plate a week).
 *
 * @example
 * ```ts
 * import { varianceShares } from "./variance.ts";
 * import { assertEquals } from "@std/assert";
 *
 * // Two plates 10 apart, wells of a plate at the same place.
 * const values = { rows: 4, cols: 1, data: Float64Array.of(0, 0, 10, 10) };
 * assertEquals(varianceShares(values, [["P1", "P1", "P2", "P2"]]), { levels: [1], rest: 0 });
 * ```
 */
export function varianceShares(
  { rows, cols, data }: Matrix<Float32Array | Float64Array>,
  batches: readonly (readonly unknown[])[],
  weights: ArrayLike<number> = new Float64Array(rows).fill(1),
): VarianceShares {
  const depth = batches.length;
  // Squares of all pairs that share at least 0, 1, … levels; those of the next kind are in them.
  const within = Array.from({ length: depth + 1 }, (_, level) => {
    const groups = numbered(rows, batches.slice(0, level));
    return pairSquares(data, cols, groups, weights);
  });
  const levels = new Array<number>(depth).fill(0);
  let rest = 0;
  for (let feature = 0; feature < cols; feature++) {
    const mean = within.map(({ sums, pairs }, level) => {
      const next = within[level + 1];
      return (sums[feature]! - (next?.sums[feature] ?? 0)) / (pairs - (next?.pairs ?? 0));
    });
    const all = mean[0]!;
    const share = (part: number) => all === 0 ? 0 : part / all / cols;
    for (let level = 0; level < depth; level++) {
      levels[level]! += share(mean[level]! - mean[level + 1]!);
    }
    rest += all === 0 ? 1 / cols : share(mean[depth]!);
  }
  return { levels, rest };
}

/** Number of the group of each row: rows that agree on all columns are in one. */
function numbered(rows: number, columns: readonly (readonly unknown[])[]): Int32Array {
  const seen = new Map<string, number>();
  return Int32Array.from({ length: rows }, (_, row) => {
    const key = JSON.stringify(columns.map((column) => column[row]));
    const number = seen.get(key) ?? seen.size;
    seen.set(key, number);
    return number;
  });
}

/**
 * Weighted sum of squared differences over the pairs inside groups, feature by feature, and the
 * weight of these pairs: Σ wᵢwⱼ(xᵢ − xⱼ)² = W Σwx² − (Σwx)² over each group.
 */
function pairSquares(
  data: Float64Array | Float32Array,
  cols: number,
  groups: Int32Array,
  weights: ArrayLike<number>,
): { sums: Float64Array; pairs: number } {
  const count = groups.reduce((most, group) => Math.max(most, group + 1), 0);
  const total = new Float64Array(count), own = new Float64Array(count);
  const first = new Float64Array(count * cols), square = new Float64Array(count * cols);
  // About the group's first row the difference of two large sums keeps its digits.
  const origin = new Int32Array(count).fill(-1);
  for (const [row, group] of groups.entries()) {
    const weight = weights[row]!;
    if (weight === 0) continue;
    if (origin[group]! < 0) origin[group] = row;
    total[group]! += weight;
    own[group]! += weight * weight;
    for (let k = 0, from = row * cols, zero = origin[group]! * cols; k < cols; k++) {
      const value = data[from + k]! - data[zero + k]!;
      first[group * cols + k]! += weight * value;
      square[group * cols + k]! += weight * value * value;
    }
  }
  const sums = new Float64Array(cols);
  let pairs = 0;
  for (let group = 0; group < count; group++) {
    pairs += (total[group]! ** 2 - own[group]!) / 2;
    for (let k = 0, at = group * cols; k < cols; k++, at++) {
      sums[k]! += total[group]! * square[at]! - first[at]! ** 2;
    }
  }
  return { sums, pairs };
}

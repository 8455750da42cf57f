import type { Matrix32 } from "../../core/multiply.ts";

/** Shares of the variance of some rows, which add up to 1. */
export interface VarianceShares {
  /** One share a level, the widest first. */
  levels: number[];
  /** What is left between rows of one innermost batch. */
  rest: number;
}

/**
 * Splits the variance of profiles into what weeks, plates in weeks, and wells in plates add.
 *
 * Half the mean squared distance of two rows estimates the variance that they do not share. With
 * D₀ for pairs of different weeks, D₁ for the same week and different plates, D₂ for the same plate,
 * the shares are (D₀ − D₁)/D₀, (D₁ − D₂)/D₀ and D₂/D₀: the components of a nested analysis of
 * variance, summed over features. Where batches add nothing a share is 0 on average, so that single
 * values may be a little negative. Rows may carry weights (how often a bootstrap drew them); a row
 * is never paired with itself, so that rows drawn twice do not look alike.
 *
 * Source: Searle, Casella and McCulloch 1992, Variance Components; U-statistics of Hoeffding 1948.
 *
 * @param distances Euclidean distances between the rows [n × n].
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
 * const distances = { rows: 4, cols: 4, data: Float32Array.of(
 *   0, 0, 10, 10,
 *   0, 0, 10, 10,
 *   10, 10, 0, 0,
 *   10, 10, 0, 0,
 * ) };
 * assertEquals(varianceShares(distances, [["P1", "P1", "P2", "P2"]]), { levels: [1], rest: 0 });
 * ```
 */
export function varianceShares(
  { rows, data }: Matrix32,
  batches: readonly (readonly unknown[])[],
  weights?: ArrayLike<number>,
): VarianceShares {
  const depth = batches.length;
  const sums = new Float64Array(depth + 1), pairs = new Float64Array(depth + 1);
  for (let i = 0; i < rows; i++) {
    const own = weights?.[i] ?? 1;
    if (own === 0) continue;
    for (let j = 0; j < i; j++) {
      const weight = own * (weights?.[j] ?? 1);
      if (weight === 0) continue;
      let shared = 0;
      while (shared < depth && batches[shared]![i] === batches[shared]![j]) shared++;
      sums[shared]! += weight * data[i * rows + j]! ** 2;
      pairs[shared]! += weight;
    }
  }
  const mean = Array.from(sums, (sum, kind) => sum / pairs[kind]!);
  const all = mean[0]!;
  // Without any distance there is no variance to share out, and no batch in it.
  const share = (part: number) => all === 0 ? 0 : part / all;
  return {
    levels: batches.map((_, level) => share(mean[level]! - mean[level + 1]!)),
    rest: all === 0 ? 1 : share(mean[depth]!),
  };
}

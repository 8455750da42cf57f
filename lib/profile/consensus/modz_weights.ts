import { ranks } from "./ranks.ts";

/** How `modzWeights` works. */
export interface ModzOptions {
  /** Correlation between replicates; defaults to "spearman". */
  correlation?: "spearman" | "pearson";
  /** The least that a replicate counts before weights are made to add up to 1; defaults to .01. */
  minWeight?: number;
}

/**
 * How much each replicate counts in a moderated z-score: the mean of its correlations with the
 * others, negative ones taken as 0.
 *
 * Features that some replicate lacks are left out; a replicate without spread has correlation 0.
 *
 * Source: Subramanian et al., Cell 171, 1437 (2017); cmapPy and pycytominer round weights to four
 * decimals, after which they no longer add up to 1.
 *
 * @param replicates Their features [m][d].
 * @param options Correlation, least weight.
 * @returns Weights that add up to 1 [m].
 *
 * @example
 * ```ts
 * import { modzWeights } from "./modz_weights.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const weights = modzWeights([[1, 2, 3], [1, 2, 4], [3, 2, 1]], { minWeight: 0.25 });
 * assertEquals([...weights].map((weight) => weight.toFixed(6)), ["0.400000", "0.400000", "0.200000"]);
 * ```
 */
export function modzWeights(
  replicates: readonly ArrayLike<number>[],
  { correlation = "spearman", minWeight = 0.01 }: ModzOptions = {},
): Float64Array {
  const m = replicates.length;
  if (m === 1) return new Float64Array([1]);
  const lengths = replicates[0]?.length ?? 0;
  const complete = Array.from({ length: lengths }, (_, feature) => feature)
    .filter((feature) => replicates.every((row) => !Number.isNaN(row[feature])));
  const units = replicates.map((row) => {
    const values = Float64Array.from(complete, (feature) => row[feature] as number);
    return unitLength(correlation === "spearman" ? ranks(values) : values);
  });
  const weights = new Float64Array(m);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < i; j++) {
      const r = Math.max(0, dot(units[i]!, units[j]!)) / (m - 1);
      weights[i]! += r;
      weights[j]! += r;
    }
  }
  const raised = weights.map((weight) => Math.max(minWeight, weight));
  const total = raised.reduce((sum, weight) => sum + weight, 0);
  return raised.map((weight) => total > 0 ? weight / total : 1 / m);
}

/** Values about their mean, with length 1; zeros where they are all the same. */
function unitLength(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const centered = values.map((value) => value - mean);
  const size = Math.sqrt(dot(centered, centered));
  const flat = Math.sqrt(values.length) * Math.abs(mean) * 1e-13;
  return centered.map((value) => size > flat ? value / size : 0);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

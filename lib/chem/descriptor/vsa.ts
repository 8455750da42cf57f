/**
 * Sums of one property of atoms in bins of another one: the families `…_VSA…` and `VSA_EState…`.
 *
 * @param amounts What is summed [atoms].
 * @param property What decides the bin [atoms]; NaN falls in the last one, as in RDKit.
 * @param edges Edges between bins, ascending; a value on an edge belongs to the upper bin.
 * @returns One sum a bin [edges + 1].
 *
 * @example
 * ```ts
 * import { binnedSums } from "./vsa.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...binnedSums([1, 2, 4], [-1, 0, 5], [0, 3])], [1, 2, 4]);
 * ```
 */
export function binnedSums(
  amounts: ArrayLike<number>,
  property: ArrayLike<number>,
  edges: readonly number[],
): Float64Array {
  const sums = new Float64Array(edges.length + 1);
  for (let atom = 0; atom < amounts.length; atom++) {
    const bin = edges.findIndex((edge) => property[atom]! < edge);
    sums[bin < 0 ? edges.length : bin]! += amounts[atom]!;
  }
  return sums;
}

/**
 * Edges of the bins of each family; the names follow as `PEOE_VSA1`, `PEOE_VSA2`, …
 *
 * Sources: P. Labute, J. Mol. Graph. Model. 18, 464 (2000), with the bins of RDKit release 2026.09.1
 * (BSD 3-Clause licence, © Greg Landrum and other RDKit contributors).
 *
 * @example
 * ```ts
 * import { vsaEdges } from "./vsa.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(vsaEdges.PEOE_VSA.length + 1, 14);
 * ```
 */
export const vsaEdges = {
  /** Surface by partial charge, e. */
  PEOE_VSA: [-0.3, -0.25, -0.2, -0.15, -0.1, -0.05, 0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3],
  /** Surface by molar refractivity, cm³/mol. */
  SMR_VSA: [1.29, 1.82, 2.24, 2.45, 2.75, 3.05, 3.63, 3.8, 4],
  /** Surface by contribution to logP. */
  SlogP_VSA: [-0.4, -0.2, 0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6],
  /** Surface by electrotopological state. */
  EState_VSA: [-0.39, 0.29, 0.717, 1.165, 1.54, 1.807, 2.05, 4.69, 9.17, 15],
  /** Electrotopological state by surface, Å². */
  VSA_EState: [4.78, 5, 5.41, 5.74, 6, 6.07, 6.45, 7, 11],
} as const;

/**
 * Information content of counts, −Σ p log₂ p with p the share of each count, bits; 0 for no counts.
 *
 * @param counts How often each thing is there, at least 0.
 *
 * @example
 * ```ts
 * import { entropy } from "./entropy.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(entropy([2, 2, 2, 2]), 2);
 * assertEquals(entropy([5, 0]), 0);
 * ```
 */
export function entropy(counts: Iterable<number>): number {
  const positive = Array.from(counts).filter((count) => count > 0);
  const total = positive.reduce((sum, count) => sum + count, 0);
  let bits = 0;
  for (const count of positive) bits -= count / total * Math.log2(count / total);
  // One kind alone gives minus zero.
  return bits + 0;
}

/**
 * A quantile by the R-7 method: linear between the two nearest values, as numpy and Excel do.
 *
 * @param sorted Values, the smallest first.
 * @param probability From 0 to 1.
 * @returns NaN where there are no values.
 *
 * @example
 * ```ts
 * import { sortedQuantile } from "./quantile.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sortedQuantile([1, 2, 3, 10], 0.75), 4.75);
 * ```
 */
export function sortedQuantile(sorted: ArrayLike<number>, probability: number): number {
  if (sorted.length === 0) return NaN;
  const at = (sorted.length - 1) * probability;
  const below = sorted[Math.floor(at)] as number, above = sorted[Math.ceil(at)] as number;
  return below + (above - below) * (at - Math.floor(at));
}

/**
 * p-values corrected for their number: calling everything up to α significant lets at most a share α
 * of the calls be false.
 *
 * Source: Benjamini and Hochberg 1995, Controlling the false discovery rate.
 *
 * @param pValues One a test; NaN where there was none, which stays NaN and does not count.
 * @returns Corrected p-values in the same order.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...benjaminiHochberg([0.5, 0.01, NaN, 0.25])], [0.5, 0.03, NaN, 0.375]);
 * ```
 */
export function benjaminiHochberg(pValues: ArrayLike<number>): Float64Array {
  const corrected = new Float64Array(pValues.length).fill(NaN);
  const order = Array.from(pValues, (_, i) => i).filter((i) => !Number.isNaN(pValues[i]))
    .sort((a, b) => pValues[a]! - pValues[b]!);
  let least = 1;
  for (let rank = order.length; rank > 0; rank--) {
    const at = order[rank - 1]!;
    least = Math.min(least, pValues[at]! * order.length / rank);
    corrected[at] = least;
  }
  return corrected;
}

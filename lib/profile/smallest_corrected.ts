/**
 * The smallest p-value that each test could have after Benjamini and Hochberg's correction, had it come
 * out as well as it can: the others as they are, its own at the smallest that is possible for it.
 *
 * Where that is above α, the test could not have been called significant whatever its data were, and
 * "not significant" says nothing.
 *
 * @param pValues One a test; NaN where there was none, which stays NaN and does not count [n].
 * @param smallest The smallest p-value that each test can have, for want of arrangements or draws [n].
 * @returns Corrected p-values in the same order [n].
 *
 * @example
 * ```ts
 * import { smallestCorrected } from "./smallest_corrected.ts";
 * import { assertEquals } from "@std/assert";
 *
 * // The first could have .01 at best and then 2 × .01; the second .1 at best, and is the larger of two.
 * assertEquals([...smallestCorrected([0.5, 0.3], [0.01, 0.1])], [0.02, 0.2]);
 * ```
 */
export function smallestCorrected(
  pValues: ArrayLike<number>,
  smallest: ArrayLike<number>,
): Float64Array {
  const corrected = new Float64Array(pValues.length).fill(NaN);
  const descending = Array.from(pValues, (_, i) => i).filter((i) => !Number.isNaN(pValues[i]))
    .sort((a, b) => pValues[b]! - pValues[a]!);
  const count = descending.length;
  for (const own of descending) {
    let rank = count, least = 1;
    for (const other of descending) {
      if (other === own) continue;
      if (pValues[other]! <= smallest[own]!) break;
      least = Math.min(least, pValues[other]! * count / rank--);
    }
    corrected[own] = Math.min(least, smallest[own]! * count / rank);
  }
  return corrected;
}

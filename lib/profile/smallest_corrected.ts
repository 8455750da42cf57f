import { rangeMinima } from "../core/range_minima.ts";

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
  const count = descending.length, sorted = descending.map((i) => pValues[i]!);
  // Above its own place the others keep their rank; below it, where it is missing, they are one higher.
  const kept = rangeMinima(sorted.map((p, place) => p * count / (count - place)));
  const raised = rangeMinima(sorted.map((p, place) => p * count / (count - place + 1)));
  for (const [place, own] of descending.entries()) {
    const larger = countAbove(sorted, smallest[own]!);
    const rank = count - larger + (place < larger ? 1 : 0);
    corrected[own] = Math.min(
      1,
      kept(0, Math.min(place, larger)),
      raised(place + 1, larger),
      smallest[own]! * count / rank,
    );
  }
  return corrected;
}

/** How many numbers of a descending list are above a limit. */
function countAbove(descending: readonly number[], limit: number): number {
  let low = 0, high = descending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (descending[middle]! > limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

import { quantiles } from "../image/intensity.ts";

/**
 * Standard deviation of the noise in a smoothed image: from the 20 % quantile of the differences of
 * neighbours, which edges hardly change even where objects are crowded.
 *
 * Noise of independent pixels is taken for granted: after a Gaussian of σ, neighbours correlate by
 * exp(−1 / 4σ²).
 *
 * @param levels Smoothed levels [height × width].
 * @param width Pixels across.
 * @param sigma Standard deviation of the Gaussian, px; 0 for none.
 * @returns In levels; 0 for an image of one column.
 *
 * @example
 * ```ts
 * import { noiseOf } from "./noise.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const levels = new Uint16Array([10, 13, 10, 13, 900, 903]);
 * assertAlmostEquals(noiseOf(levels, 6, 0), 3 / (0.2533 * Math.SQRT2), 1e-9);
 * ```
 */
export function noiseOf(levels: Uint16Array, width: number, sigma: number): number {
  const counts = new Uint32Array(65536);
  for (let i = 1, x = 1; i < levels.length; i++, x++) {
    if (x === width) x = 0;
    else (counts[Math.abs((levels[i] as number) - (levels[i - 1] as number))] as number)++;
  }
  if (width < 2) return 0;
  const small = quantiles(counts, [0.2])[0] as number;
  const correlation = sigma > 0 ? Math.exp(-1 / (4 * sigma * sigma)) : 0;
  // Of a normal distribution, a fifth lies within 0.2533 standard deviations.
  return small / (0.2533 * Math.sqrt(2 * (1 - correlation)));
}

import { gridToPixels } from "../image/grid.ts";
import { blockMeans } from "../image/shrink.ts";
import { gaussianSmooth } from "../image/smooth.ts";

/**
 * Mean around every pixel, weighted by a wide Gaussian.
 *
 * Computed on blocks of half a standard deviation and linear between them, so that the time does
 * not grow with the width.
 *
 * @param levels Values [height × width].
 * @param width Pixels across.
 * @param sigma Standard deviation, px.
 * @returns Means [height × width].
 *
 * @example
 * ```ts
 * import { localMean } from "./local_mean.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(localMean(new Uint16Array(64).fill(7), 8, 4)[20]!, 7);
 * ```
 */
export function localMean(levels: Uint16Array, width: number, sigma: number): Float32Array {
  const height = levels.length / width;
  const block = Math.max(1, Math.floor(sigma / 2));
  const means = blockMeans({ width, height, data: levels }, block);
  return gridToPixels(gaussianSmooth(means, sigma / block), width, height, block);
}

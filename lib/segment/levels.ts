import type { GreyImage } from "../image/tiff.ts";
import { gaussianSmooth } from "../image/smooth.ts";

/** A smoothed image in its own unit. */
export interface SmoothedLevels {
  /** Levels from 0 to 65,535 [height × width]. */
  levels: Uint16Array;
  /** Grey values that one level stands for. */
  step: number;
}

/**
 * Smooths an image and stretches what is left to the full 16 bits, so that the steps after it do
 * not depend on gain and offset of the camera.
 *
 * @param image Grey values [height × width].
 * @param sigma Standard deviation of the Gaussian, px.
 * @returns Levels; undefined for an image of one grey value, where nothing can be seen.
 *
 * @example
 * ```ts
 * import { smoothedLevels } from "./levels.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const image = { width: 3, height: 1, data: new Uint16Array([10, 20, 30]) };
 * assertEquals([...smoothedLevels(image, 0)!.levels], [0, 32768, 65535]);
 * assertEquals(smoothedLevels({ width: 1, height: 1, data: new Uint16Array([9]) }, 1), undefined);
 * ```
 */
export function smoothedLevels(
  { width, height, data }: GreyImage,
  sigma: number,
): SmoothedLevels | undefined {
  const values = new Float64Array(data);
  const smooth = gaussianSmooth({ width, height, data: values }, sigma, values).data;
  let low = Infinity, high = -Infinity;
  for (let i = 0; i < smooth.length; i++) {
    const value = smooth[i] as number;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  // Less than a grey value is rounding, not signal.
  if (!(high - low >= 1)) return undefined;
  const levels = new Uint16Array(smooth.length), scale = 65535 / (high - low);
  for (let i = 0; i < levels.length; i++) {
    levels[i] = Math.round(((smooth[i] as number) - low) * scale);
  }
  return { levels, step: 1 / scale };
}

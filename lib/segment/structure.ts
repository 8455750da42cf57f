import type { GreyImage } from "../image/tiff.ts";

/**
 * How much more a smoothed image varies than smoothed noise would: about 1 for noise of independent
 * pixels, far above for anything that a microscope draws, however much of the image it covers.
 *
 * The noise is taken from the differences between neighbours (mean absolute difference of normal
 * noise: 2σ/√π), and a Gaussian of standard deviation s leaves 1/(2s√π) of it.
 *
 * @param image Grey values as measured [height × width].
 * @param smooth The same, smoothed, in any unit that grows linearly with grey values.
 * @param range Grey values that one unit of `smooth` stands for.
 * @param sigma Standard deviation of the Gaussian, px.
 * @returns 0 for an image of one grey value; infinity where neighbours never differ.
 *
 * @example
 * ```ts
 * import { structure } from "./structure.ts";
 * import { assert } from "@std/assert";
 *
 * const data = Uint16Array.from({ length: 400 }, (_, i) => i % 20 < 10 ? 100 : 900 + i % 3);
 * assert(structure({ width: 20, height: 20, data }, data, 1, 0) > 3);
 * ```
 */
export function structure(
  { width, data }: GreyImage,
  smooth: ArrayLike<number>,
  range: number,
  sigma: number,
): number {
  let sum = 0, squares = 0, differences = 0, pairs = 0;
  for (let i = 0; i < data.length; i++) {
    const value = smooth[i] as number;
    sum += value;
    squares += value * value;
    if (i % width === 0) continue;
    differences += Math.abs((data[i] as number) - (data[i - 1] as number));
    pairs++;
  }
  const mean = sum / data.length;
  const deviation = range * Math.sqrt(Math.max(0, squares / data.length - mean * mean));
  if (deviation === 0) return 0;
  const noise = pairs === 0 ? 0 : differences / pairs * Math.sqrt(Math.PI) / 2;
  const left = sigma > 0.5 ? 1 / (2 * sigma * Math.sqrt(Math.PI)) : 1;
  return deviation / (noise * left);
}

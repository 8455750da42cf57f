import type { Grid } from "./grid.ts";
import { histogram } from "./intensity.ts";
import { otsuOfLogarithm } from "./threshold.ts";
import type { GreyImage } from "./tiff.ts";

/** Values on a grid of which some are surer than others. */
export interface WeightedGrid extends Grid {
  /** Weight of each value; 0 where there is none, and the value then says nothing. */
  weights: Float64Array;
}

/**
 * How bright cells are in each place of a field, on average over images, whatever part of the images
 * they cover there: the mean of pixels above Otsu's threshold of the logarithm alone.
 *
 * Each image counts relative to the mean of its own foreground, so that a bright treatment that
 * happens to lie in one place does not tell. An image of one grey value is all foreground, a black
 * one does not count.
 *
 * @example
 * ```ts
 * import { ForegroundMean, foregroundMean } from "./foreground_mean.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const part = new ForegroundMean(2, 1, 1);
 * part.add({ width: 2, height: 1, data: new Uint16Array([100, 3000]) });
 * const { data, weights } = foregroundMean([part]);
 * assertEquals([[...weights], data[1]], [[0, 1], 3000]);
 * ```
 */
export class ForegroundMean {
  /** Blocks across. */
  readonly across: number;
  /** Pixels of the foreground, [blocks]. */
  readonly pixels: Float64Array;
  /** Sum of their grey values, each over the mean of its image's foreground, [blocks]. */
  readonly relative: Float64Array;
  /** Sum over the images of pixels of the foreground over their mean. */
  inverse = 0;

  /**
   * @param width Pixels across.
   * @param height Pixels down.
   * @param block Side of a block, px.
   */
  constructor(width: number, height: number, readonly block: number) {
    this.across = Math.ceil(width / block);
    const blocks = this.across * Math.ceil(height / block);
    this.pixels = new Float64Array(blocks);
    this.relative = new Float64Array(blocks);
  }

  /**
   * Adds one image.
   *
   * @param image Grey values, as many as were said.
   */
  add({ width, height, data }: GreyImage): void {
    const counts = histogram(data);
    let threshold = Math.floor(otsuOfLogarithm(counts)), bright = 0, sum = 0;
    const takeAbove = () => {
      for (let value = threshold + 1; value < counts.length; value++) {
        bright += counts[value] as number;
        sum += value * (counts[value] as number);
      }
    };
    takeAbove();
    if (bright === 0) {
      threshold = 0;
      takeAbove();
    }
    if (bright === 0) return;
    const mean = sum / bright;
    this.inverse += bright / mean;
    const { across, block, pixels, relative } = this;
    for (let y = 0, pixel = 0; y < height; y++) {
      const row = Math.floor(y / block) * across;
      for (let at = row, x = 0; x < width; at++) {
        let count = 0, light = 0;
        for (const end = Math.min(width, x + block); x < end; x++, pixel++) {
          const value = data[pixel] as number;
          if (value > threshold) {
            count++;
            light += value;
          }
        }
        pixels[at] = (pixels[at] as number) + count;
        relative[at] = (relative[at] as number) + light / mean;
      }
    }
  }
}

/**
 * The average of several collections, in grey values: relative ones times the harmonic mean of how
 * bright the images are, so that an offset which all pixels have can be subtracted from it exactly.
 *
 * @param parts Collections of one size.
 * @returns One value a block, weighted by its pixels.
 */
export function foregroundMean(parts: readonly ForegroundMean[]): WeightedGrid {
  const width = parts[0]?.across ?? 0, blocks = parts[0]?.pixels.length ?? 0;
  const weights = new Float64Array(blocks), data = new Float64Array(blocks);
  let inverse = 0, all = 0;
  for (const part of parts) {
    inverse += part.inverse;
    part.pixels.forEach((count, i) => {
      all += count;
      weights[i] = (weights[i] as number) + count;
      data[i] = (data[i] as number) + (part.relative[i] as number);
    });
  }
  for (let i = 0; i < data.length; i++) {
    const count = weights[i] as number;
    data[i] = count === 0 ? 0 : (data[i] as number) / count * (all / inverse);
  }
  return { width, height: blocks / width, data, weights };
}

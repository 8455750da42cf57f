import { histogram, quantiles } from "../image/intensity.ts";
import { otsu, otsuOfLogarithm } from "../image/threshold.ts";

/** A threshold and what it separates. */
export interface Foreground {
  /** Pixels above it are bright. */
  threshold: number;
  /** Level of the background: its mean below the threshold. */
  background: number;
  /** How far the mean of the bright pixels lies above the background, in its standard deviations. */
  contrast: number;
}

/**
 * Threshold between background and stain for images whose objects differ in brightness.
 *
 * Otsu's threshold follows the brightest objects (mitoses), Otsu's threshold of the logarithm the
 * dimmest, and haze with them; this one is between the two, geometrically.
 *
 * Where objects cover next to nothing, both thresholds fall into the noise; then this one is six
 * standard deviations of it above the median, if that separates better.
 *
 * @param levels Smoothed levels, any shape.
 * @param dim Share of the logarithmic threshold, 0 (only bright objects) to 1 (dim ones too).
 * @param noise Standard deviation of the noise, in levels; defaults to 0, not known.
 * @returns Threshold, background, contrast. Noise alone has a contrast below 3.
 *
 * @example
 * ```ts
 * import { foreground } from "./foreground.ts";
 * import { assert } from "@std/assert";
 *
 * const levels = Uint16Array.from({ length: 100 }, (_, i) => i < 80 ? i % 7 : 9000 + i);
 * const { threshold, contrast } = foreground(levels, 0.5);
 * assert(threshold >= 6 && threshold < 9000 && contrast > 10);
 * ```
 */
export function foreground(levels: Uint16Array, dim: number, noise = 0): Foreground {
  const counts = histogram(levels);
  const linear = otsu(counts);
  const logarithmic = Math.min(linear, otsuOfLogarithm(counts));
  const threshold = Math.exp((1 - dim) * Math.log(linear + 1) + dim * Math.log(logarithmic + 1)) -
    1;
  const found = separate(counts, threshold);
  if (found.threshold >= found.background + 4 * noise) return found;
  const above = separate(counts, (quantiles(counts, [0.5])[0] as number) + 6 * noise);
  return above.contrast > found.contrast ? above : found;
}

function separate(counts: Uint32Array, threshold: number): Foreground {
  let below = 0, sum = 0, squares = 0, above = 0, aboveSum = 0;
  for (let level = 0; level < counts.length; level++) {
    const count = counts[level] as number;
    if (level > threshold) {
      above += count;
      aboveSum += count * level;
    } else {
      below += count;
      sum += count * level;
      squares += count * level * level;
    }
  }
  const background = sum / below;
  // A background of one level still has the error of rounding.
  const deviation = Math.sqrt(Math.max(1 / 12, squares / below - background ** 2));
  const contrast = above === 0 ? 0 : (aboveSum / above - background) / deviation;
  return { threshold, background, contrast };
}

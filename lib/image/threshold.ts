import { type Histogram, quantiles } from "./intensity.ts";

/**
 * Otsu's threshold: the grey value that best splits pixels in two, with the largest variance between
 * the classes; pixels above it are foreground (Otsu 1979).
 *
 * @param counts Histogram of the image.
 * @returns The last grey value of the background; the only grey value if there is just one.
 *
 * @example
 * ```ts
 * import { otsu } from "./threshold.ts";
 * import { histogram } from "./intensity.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(otsu(histogram(new Uint16Array([1, 2, 2, 8, 9, 9]))), 2);
 * ```
 */
export function otsu(counts: Histogram): number {
  let total = 0, sum = 0;
  for (let value = 0; value < counts.length; value++) {
    total += counts[value] as number;
    sum += value * (counts[value] as number);
  }
  let best = -1, threshold = 0, below = 0, belowSum = 0;
  for (let value = 0; value < counts.length; value++) {
    const count = counts[value] as number;
    if (count === 0) continue;
    below += count;
    belowSum += value * count;
    const above = total - below;
    if (above === 0) return best < 0 ? value : threshold;
    const gap = belowSum / below - (sum - belowSum) / above;
    const between = below * above * gap * gap;
    if (between > best) {
      best = between;
      threshold = value;
    }
  }
  return threshold;
}

/**
 * Otsu's threshold of the logarithm of grey values, which follows the dimmest objects where
 * {@linkcode otsu} follows the brightest.
 *
 * @param counts Histogram of the image.
 * @returns A threshold between two grey values.
 *
 * @example
 * ```ts
 * import { otsu, otsuOfLogarithm } from "./threshold.ts";
 * import { histogram } from "./intensity.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const counts = histogram(new Uint16Array([100, 110, 120, 4900, 5000, 5100, 20000]));
 * assertEquals([otsu(counts), Math.floor(otsuOfLogarithm(counts))], [5100, 120]);
 * ```
 */
export function otsuOfLogarithm(counts: Histogram): number {
  const [low, high] = quantiles(counts, [0.2, 0.99]) as [number, number];
  // Below this the logarithm goes over into a line, so that noise near 0 is not spread out.
  const knee = Math.max(50, 0.02 * (high - low));
  const scale = 65535 / Math.log1p(65535 / knee);
  const logarithms = new Uint32Array(65536);
  for (let level = 0; level < counts.length; level++) {
    const count = counts[level] as number;
    if (count === 0) continue;
    const bin = Math.round(Math.log1p(level / knee) * scale);
    logarithms[bin] = (logarithms[bin] as number) + count;
  }
  // Half a bin more, so that the last level of the background is not above its threshold.
  return knee * Math.expm1((otsu(logarithms) + 0.5) / scale);
}

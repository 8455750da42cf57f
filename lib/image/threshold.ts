import type { Histogram } from "./intensity.ts";

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

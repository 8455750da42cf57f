import { histogram } from "../../image/intensity.ts";
import { otsu } from "../../image/threshold.ts";
import type { GreyImage } from "../../image/tiff.ts";
import { distanceTransform } from "../../segment/distance.ts";

/** What is assumed where an image shows nothing. */
const NOTHING = 30;

/** A first guess of the size of nuclei. */
export interface FirstDiameter {
  /** Diameter, px: 6 to 200. */
  diameter: number;
  /** Share of the pixels that may be nuclei, 0 to 1; 0 where the image shows nothing. */
  foreground: number;
}

/**
 * A rough first guess of the diameter of nuclei: six times the mean depth of the pixels above Otsu's
 * threshold, since a disc is a third of its radius deep on average. Clumps change it little, unless
 * nothing but clumps is there.
 *
 * @param image Grey values.
 * @returns The guess; 30 px where neighbouring pixels have nothing in common, as in noise.
 *
 * @example
 * ```ts
 * import { firstDiameter } from "./first_diameter.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const data = Uint16Array.from({ length: 3600 }, (_, i) =>
 *   (i % 60 - 30) ** 2 + (Math.floor(i / 60) - 30) ** 2 < 100 ? 900 : 100);
 * assertAlmostEquals(firstDiameter({ width: 60, height: 60, data }).diameter, 20, 2);
 * ```
 */
export function firstDiameter(image: GreyImage): FirstDiameter {
  if (!(likeness(image) > 0.1)) return { diameter: NOTHING, foreground: 0 };
  const { width, height, data } = image;
  const smooth = new Uint16Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) smooth[y * width + x] = meanAround(image, x, y);
  }
  const threshold = otsu(histogram(smooth));
  const mask = Uint8Array.from(smooth, (value) => value > threshold ? 1 : 0);
  const depths = distanceTransform(mask, width);
  let sum = 0, count = 0;
  for (const depth of depths) {
    if (depth === 0) continue;
    sum += depth;
    count++;
  }
  const diameter = count === 0 ? NOTHING : 6 * (sum / count - 0.5);
  return {
    diameter: Math.min(200, Math.max(6, Number.isFinite(diameter) ? diameter : NOTHING)),
    foreground: count / data.length,
  };
}

/** Correlation of pixels two columns apart; NaN for a constant image. */
function likeness({ width, data }: GreyImage): number {
  let n = 0, a = 0, b = 0, aa = 0, bb = 0, ab = 0;
  for (let i = 2; i < data.length; i++) {
    if (i % width < 2) continue;
    const left = data[i - 2] as number, right = data[i] as number;
    n++;
    a += left;
    b += right;
    aa += left * left;
    bb += right * right;
    ab += left * right;
  }
  return (n * ab - a * b) / Math.sqrt((n * aa - a * a) * (n * bb - b * b));
}

function meanAround({ width, height, data }: GreyImage, x: number, y: number): number {
  let sum = 0, count = 0;
  for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
    for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++, count++) {
      sum += data[v * width + u] as number;
    }
  }
  return Math.round(sum / count);
}

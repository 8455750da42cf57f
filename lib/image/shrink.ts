import type { GreyImage } from "./tiff.ts";

/**
 * A smaller image whose pixels are the means of square blocks; blocks at the right and lower edge
 * may be smaller.
 *
 * @param image Grey values [height × width].
 * @param factor Side of a block in pixels, a whole number of at least 1.
 * @returns Means rounded to whole grey values [⌈height / factor⌉ × ⌈width / factor⌉].
 *
 * @example
 * ```ts
 * import { shrink } from "./shrink.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const image = { width: 3, height: 2, data: new Uint16Array([1, 2, 9, 3, 6, 10]) };
 * assertEquals(shrink(image, 2), { width: 2, height: 1, data: new Uint16Array([3, 10]) });
 * ```
 */
export function shrink(image: GreyImage, factor: number): GreyImage {
  if (factor === 1) return image;
  const { width, height, data } = blockMeans(image, factor);
  return { width, height, data: Uint16Array.from(data, (mean) => Math.round(mean)) };
}

/**
 * The same with exact means.
 *
 * @throws {RangeError} unless the factor is a whole number of at least 1.
 *
 * @example
 * ```ts
 * import { blockMeans } from "./shrink.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const image = { width: 2, height: 1, data: new Uint16Array([1, 2]) };
 * assertEquals(blockMeans(image, 2).data, new Float64Array([1.5]));
 * ```
 */
export function blockMeans(
  { width, height, data }: GreyImage,
  factor: number,
): { width: number; height: number; data: Float64Array } {
  if (!Number.isInteger(factor) || factor < 1) {
    throw new RangeError(`A block needs a whole side of at least 1 pixel, found ${factor}`);
  }
  const across = Math.ceil(width / factor), down = Math.ceil(height / factor);
  const means = new Float64Array(across * down);
  for (let y = 0; y < height; y++) {
    const target = Math.floor(y / factor) * across;
    for (let bx = 0, x = 0; bx < across; bx++) {
      let sum = 0;
      for (const end = Math.min(width, x + factor); x < end; x++) {
        sum += data[y * width + x] as number;
      }
      means[target + bx] = (means[target + bx] as number) + sum;
    }
  }
  for (let by = 0; by < down; by++) {
    const rows = Math.min(factor, height - by * factor);
    for (let bx = 0; bx < across; bx++) {
      const cols = Math.min(factor, width - bx * factor);
      means[by * across + bx] = (means[by * across + bx] as number) / (rows * cols);
    }
  }
  return { width: across, height: down, data: means };
}

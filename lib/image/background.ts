import { dilate, disk, erode } from "./morphology.ts";
import type { GreyImage } from "./tiff.ts";

/** How the background is found. */
export interface BackgroundOptions {
  /** Radius of the disk, px, a whole number from 1: more than that of the largest object wanted. */
  radius: number;
}

/**
 * An image without its background: the white top-hat, which is the image minus its grey opening by a
 * flat disk.
 *
 * The opening is the highest surface below the image that a disk reaches everywhere, so what is
 * narrower than the disk stays and what is wider goes, uneven light and the haze of thick cells alike.
 * An object that the disk fits into goes, too. As scikit-image's `white_tophat` with `disk(radius)`;
 * that reflects the image at its border, which for a disk changes nothing.
 *
 * @param image Grey values [height × width].
 * @param options Radius of the disk.
 * @returns A new image, 0 where there is nothing but background.
 * @throws {RangeError} unless the radius is a whole number from 1.
 *
 * @example
 * ```ts
 * import { subtractBackground } from "./background.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const row = { width: 6, height: 1, data: new Uint16Array([10, 10, 90, 20, 20, 20]) };
 * assertEquals([...subtractBackground(row, { radius: 1 }).data], [0, 0, 70, 0, 0, 0]);
 * ```
 */
export function subtractBackground(
  { width, height, data }: GreyImage,
  { radius }: BackgroundOptions,
): GreyImage {
  if (!Number.isInteger(radius) || radius < 1) {
    throw new RangeError(`The radius must be a whole number from 1, found ${radius}`);
  }
  // A larger disk covers the image from each of its pixels, too.
  const element = disk(Math.min(radius, width + height));
  const background = dilate(erode(data, width, height, element), width, height, element);
  const without = new Uint16Array(data.length);
  for (let i = 0; i < data.length; i++) {
    without[i] = (data[i] as number) - (background[i] as number);
  }
  return { width, height, data: without };
}

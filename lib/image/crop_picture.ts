import type { ColourImage } from "./composite.ts";
import { crop, type Rectangle } from "./crop.ts";

/**
 * A rectangle of a picture; what lies over its edge is black.
 *
 * @param picture From `composite`.
 * @param rectangle Where.
 * @returns A new picture of the size of the rectangle.
 *
 * @example
 * ```ts
 * import { cropPicture } from "./crop_picture.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const picture = { width: 2, height: 1, data: new Uint8ClampedArray([1, 2, 3, 255, 4, 5, 6, 255]) };
 * const { data } = cropPicture(picture, { left: 1, top: 0, width: 2, height: 1 });
 * assertEquals([...data], [4, 5, 6, 255, 0, 0, 0, 255]);
 * ```
 */
export function cropPicture(picture: ColourImage, rectangle: Rectangle): ColourImage {
  const { width, height } = rectangle;
  const data = new Uint32Array(picture.data.slice().buffer);
  const cut = crop({ ...picture, data }, rectangle, new Uint32Array(width * height).fill(black));
  return { width, height, data: new Uint8ClampedArray(cut.buffer) };
}

/** An opaque black pixel, as the machine orders its bytes. */
const [black = 0] = new Uint32Array(new Uint8Array([0, 0, 0, 255]).buffer);

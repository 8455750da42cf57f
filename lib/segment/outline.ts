/** How outlines are drawn. */
export interface OutlineOptions {
  /** Colour, red, green and blue from 0 to 255; defaults to yellow. */
  colour?: readonly [red: number, green: number, blue: number];
  /** Width of the line, px: 1 is the pixels of the object, 2 those beside it too; defaults to 1. */
  thickness?: 1 | 2;
}

/**
 * The pixels of objects that touch another object or the background over a side, as
 * `skimage.segmentation.find_boundaries(…, mode="inner", connectivity=1)` marks them.
 *
 * @param labels Label image [height × width].
 * @param width Pixels across.
 * @returns 1 on the outlines [height × width].
 *
 * @example
 * ```ts
 * import { outlineMask } from "./outline.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...outlineMask(new Int32Array([0, 1, 1, 1, 2]), 5)], [0, 1, 0, 1, 1]);
 * ```
 */
export function outlineMask(labels: Int32Array, width: number): Uint8Array {
  const outlines = new Uint8Array(labels.length);
  for (let i = 0, x = 0; i < labels.length; i++) {
    const label = labels[i];
    if (label !== 0) {
      const differs = (x > 0 && labels[i - 1] !== label) ||
        (x < width - 1 && labels[i + 1] !== label) ||
        (i >= width && labels[i - width] !== label) ||
        (i + width < labels.length && labels[i + width] !== label);
      if (differs) outlines[i] = 1;
    }
    if (++x === width) x = 0;
  }
  return outlines;
}

/**
 * Draws the outlines of objects over a picture, such as a composite.
 *
 * @param picture Red, green, blue and opacity of each pixel [height × width × 4].
 * @param labels Label image [height × width].
 * @param width Pixels across.
 * @param options Colour, thickness.
 * @returns A new picture.
 *
 * @example
 * ```ts
 * import { drawOutlines } from "./outline.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const picture = drawOutlines(new Uint8ClampedArray(8), new Int32Array([0, 1]), 2);
 * assertEquals([...picture], [0, 0, 0, 0, 255, 230, 0, 255]);
 * ```
 */
export function drawOutlines<Picture extends Uint8Array | Uint8ClampedArray>(
  picture: Picture,
  labels: Int32Array,
  width: number,
  { colour = [255, 230, 0], thickness = 1 }: OutlineOptions = {},
): Picture {
  const outlines = outlineMask(labels, width), drawn = picture.slice() as Picture;
  for (let i = 0; i < labels.length; i++) {
    const x = i % width;
    const beside = thickness === 2 &&
      ((x > 0 && outlines[i - 1] === 1) || (x < width - 1 && outlines[i + 1] === 1) ||
        outlines[i - width] === 1 || outlines[i + width] === 1);
    if (outlines[i] === 1 || beside) drawn.set([...colour, 255], 4 * i);
  }
  return drawn;
}

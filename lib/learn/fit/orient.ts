import type { Weight } from "../network.ts";

/** Ways to lay an image: mirrored, turned, or mirrored at a diagonal; the last four need a square. */
export const orientations = [
  "same",
  "across",
  "down",
  "half",
  "diagonal",
  "quarter",
  "three quarters",
  "other diagonal",
] as const;

/** A way to lay an image. */
export type Orientation = typeof orientations[number];

/** Sets of orientations by the name of an augmentation. */
export const flips: Readonly<Record<string, readonly Orientation[]>> = {
  none: orientations.slice(0, 1),
  across: orientations.slice(0, 2),
  both: orientations.slice(0, 4),
  turns: orientations,
};

/**
 * Lays an image: `across` swaps left and right, `down` top and bottom, `half` both; `diagonal` swaps rows
 * and columns, and the others do that first: `quarter` then swaps left and right, which is a turn to
 * the right.
 *
 * @param image Pixels [height × width × channels]; not changed.
 * @param orientation How.
 * @returns Another image of the same shape.
 * @throws {RangeError} if rows and columns of an image that is no square were to be swapped.
 *
 * @example
 * ```ts
 * import { orient } from "./orient.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const image = { shape: [2, 2, 1], data: new Float32Array([1, 2, 3, 4]) };
 * assertEquals([...orient(image, "across").data], [2, 1, 4, 3]);
 * assertEquals([...orient(image, "quarter").data], [3, 1, 4, 2]);
 * ```
 */
export function orient(image: Weight, orientation: Orientation): Weight {
  const [height = 0, width = 0, channels = 0] = image.shape;
  const number = orientations.indexOf(orientation);
  const across = (number & 1) === 1, down = (number & 2) === 2, swap = number >= 4;
  if (swap && height !== width) {
    throw new RangeError(`Cannot turn an image of ${height} × ${width} pixels by a quarter`);
  }
  const data = new Float32Array(image.data.length);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const a = down ? height - 1 - y : y, b = across ? width - 1 - x : x;
      const from = channels * (swap ? b * width + a : a * width + b);
      for (let c = 0; c < channels; c++, to++) data[to] = image.data[from + c] as number;
    }
  }
  return { shape: image.shape, data };
}

import type { Weight } from "../network.ts";

/** All ways to flip an image. */
export const flips = ["none", "across", "down", "both"] as const;

/** Left to right, top to bottom, both, or not at all. */
export type Flip = typeof flips[number];

/**
 * Flips an image.
 *
 * @param image Pixels [height × width × channels]; not changed.
 * @param flip Which way.
 * @returns The image itself where nothing is flipped.
 *
 * @example
 * ```ts
 * import { flipped } from "./flip.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const image = { shape: [2, 2, 1], data: new Float32Array([1, 2, 3, 4]) };
 * assertEquals([...flipped(image, "across").data], [2, 1, 4, 3]);
 * ```
 */
export function flipped(image: Weight, flip: Flip): Weight {
  if (flip === "none") return image;
  const [height = 0, width = 0, channels = 0] = image.shape;
  const across = flip !== "down", down = flip !== "across";
  const data = new Float32Array(image.data.length);
  for (let y = 0, to = 0; y < height; y++) {
    const row = (down ? height - 1 - y : y) * width;
    for (let x = 0; x < width; x++) {
      const from = (row + (across ? width - 1 - x : x)) * channels;
      for (let c = 0; c < channels; c++) data[to++] = image.data[from + c] as number;
    }
  }
  return { shape: image.shape, data };
}

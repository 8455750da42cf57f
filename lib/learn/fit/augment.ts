import type { Random } from "../../core/random.ts";
import type { Weight } from "../network.ts";

/** How images are changed before the network sees them. */
export interface AugmentOptions {
  /** Mirror every second one, left to right and top to bottom; defaults to *true*. */
  flips?: boolean;
  /** Turn by 0, 90, 180 or 270 degrees; defaults to *true*. */
  turns?: boolean;
  /** Each channel times exp(u), u in ± this; defaults to *0*. */
  gain?: number;
  /** Each channel plus v, v in ± this; defaults to *0*. */
  offset?: number;
  /** Share of the images that is blurred, each by a binomial filter once or twice; defaults to *0*. */
  blur?: number;
}

/**
 * Changes an image as a microscope or another plate might have: which way is up means nothing to a
 * cell, and light, background and focus differ between plates.
 *
 * @param image Pixels [height × width × channels]; not changed. A turn by 90 degrees swaps its sides, so
 * it is only done to squares.
 * @param options What is changed, and how strongly.
 * @param random Where the numbers come from; the same stream gives the same image.
 * @returns Another image of the same shape.
 *
 * @example
 * ```ts
 * import { augment } from "./augment.ts";
 * import { Random } from "../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const image = { shape: [2, 2, 1], data: new Float32Array([1, 2, 3, 4]) };
 * assertEquals(augment(image, {}, new Random(1)).data.toSorted(), image.data);
 * ```
 */
export function augment(image: Weight, options: AugmentOptions, random: Random): Weight {
  const { flips = true, turns = true, gain = 0, offset = 0, blur = 0 } = options;
  const [height = 0, width = 0, channels = 0] = image.shape;
  // All draws are made whatever the options, so that switching one leaves the others as they are.
  const mirror = random.integer(4), turn = random.integer(4), blurred = random.uniform();
  const across = flips && (mirror & 1) === 1, down = flips && (mirror & 2) === 2;
  const quarter = turns && height === width && (turn & 1) === 1;
  const half = turns && (turn & 2) === 2;
  const gains = Array.from({ length: channels }, () => Math.exp(gain * random.uniform(-1, 1)));
  const offsets = Array.from({ length: channels }, () => offset * random.uniform(-1, 1));
  const data = new Float32Array(image.data.length);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const a = (down !== half) ? height - 1 - y : y, b = (across !== half) ? width - 1 - x : x;
      const from = channels * (quarter ? b * width + a : a * width + b);
      for (let c = 0; c < channels; c++, to++) {
        data[to] = (image.data[from + c] as number) * (gains[c] as number) +
          (offsets[c] as number);
      }
    }
  }
  const rounds = blurred < blur / 2 ? 2 : blurred < blur ? 1 : 0;
  for (let round = 0; round < rounds; round++) soften(data, height, width, channels);
  return { shape: image.shape, data };
}

/** The filter 1-2-1 along both sides, in place; the border repeats. */
function soften(data: Float32Array, height: number, width: number, channels: number): void {
  const along = (start: number, step: number, length: number) => {
    let before = data[start] as number;
    for (let i = 0, at = start; i < length; i++, at += step) {
      const here = data[at] as number;
      const after = i + 1 < length ? data[at + step] as number : here;
      data[at] = (before + 2 * here + after) / 4;
      before = here;
    }
  };
  const line = width * channels;
  for (let y = 0; y < height; y++) {
    for (let c = 0; c < channels; c++) along(y * line + c, channels, width);
  }
  for (let x = 0; x < line; x++) along(x, line, height);
}

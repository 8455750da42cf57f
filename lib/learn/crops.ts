import { type Histogram, histogram, type Limits, limitsOf } from "../image/intensity.ts";
import type { Weight } from "./network.ts";

/**
 * Cuts a square out of a field, as near to a cell's centre as the border lets it.
 *
 * @param planes Channels of the field, each [height × width].
 * @param size Width and height of the field, px.
 * @param x Centre of the cell, px.
 * @param y Centre of the cell, px.
 * @param side Side of the square, px; not more than the field has.
 * @returns Grey values [side × side × channels].
 * @throws {RangeError} if the field is smaller than the square.
 *
 * @example
 * ```ts
 * import { cutCrop } from "./crops.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const plane = new Uint16Array([0, 1, 2, 3, 4, 5, 6, 7, 8]);
 * assertEquals([...cutCrop([plane], { width: 3, height: 3 }, 2.9, 0, 2)], [1, 2, 4, 5]);
 * ```
 */
export function cutCrop(
  planes: readonly Uint16Array[],
  { width, height }: { width: number; height: number },
  x: number,
  y: number,
  side: number,
): Uint16Array {
  if (side > width || side > height) {
    throw new RangeError(`Cannot cut ${side} × ${side} px out of ${width} × ${height}`);
  }
  const begin = (centre: number, length: number) =>
    Math.min(length - side, Math.max(0, Math.round(centre - (side - 1) / 2)));
  const left = begin(x, width), top = begin(y, height), channels = planes.length;
  const crop = new Uint16Array(side * side * channels);
  planes.forEach((plane, c) => {
    for (let row = 0, to = c; row < side; row++) {
      const from = (top + row) * width + left;
      for (let column = 0; column < side; column++, to += channels) {
        crop[to] = plane[from + column] as number;
      }
    }
  });
  return crop;
}

/**
 * Grey values between which the crops of a plate lie, for each channel: its 1 % and 99.5 % quantiles.
 *
 * @param crops Crops of one plate, each [side × side × channels].
 * @param channels Number of channels.
 * @throws {InputError} if there is no crop.
 *
 * @example
 * ```ts
 * import { plateLimits } from "./crops.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const crop = new Uint16Array([0, 500, 100, 500]);
 * const [first, second] = plateLimits([crop], 2);
 * assertEquals([first!.low, second!.low, second!.high], [1, 500, 501]);
 * ```
 */
export function plateLimits(crops: Iterable<Uint16Array>, channels: number): Limits[] {
  const counts = emptyCounts(channels);
  for (const crop of crops) countChannels(crop, counts);
  return countedLimits(counts);
}

/**
 * One empty histogram a channel, for {@link countChannels}.
 *
 * @param channels Number of channels.
 */
export function emptyCounts(channels: number): Histogram[] {
  return Array.from({ length: channels }, () => histogram(new Uint16Array(0)));
}

/**
 * Counts the grey values of interleaved channels.
 *
 * @param image Grey values [pixels × channels].
 * @param counts Histogram of each channel, which is added to.
 *
 * @example
 * ```ts
 * import { countChannels, emptyCounts } from "./crops.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const counts = emptyCounts(2);
 * countChannels(new Uint16Array([3, 7, 3, 8]), counts);
 * assertEquals([counts[0]![3], counts[1]![7]], [2, 1]);
 * ```
 */
export function countChannels(image: Uint16Array, counts: readonly Histogram[]): void {
  counts.forEach((count, c) => {
    for (let i = c; i < image.length; i += counts.length) (count[image[i] as number] as number)++;
  });
}

/** Shares of the pixels of a plate's crops below 0 and below 1; a model's file says them. */
export const cropLimits = { low: 0.01, high: 0.995 } as const;

/**
 * The 1 % and 99.5 % quantiles of counted grey values, one pair a channel.
 *
 * @param counts From {@link countChannels}.
 * @throws {InputError} if nothing was counted.
 */
export function countedLimits(counts: readonly Histogram[]): Limits[] {
  return counts.map((count) => limitsOf(count, cropLimits));
}

/** Brightest value of a scaled crop: a speck of dust is no more than that. */
const MOST = 4;

/**
 * A crop as networks take it: 0 at the lower limit of its plate, 1 at the upper one, at most 4.
 *
 * @param crop Grey values [side × side × channels].
 * @param limits Limits of its plate, one a channel.
 * @param side Side of the crop, px.
 * @param wanted Side of the result, px, cut from the middle; defaults to *side*.
 * @returns Values [wanted × wanted × channels].
 *
 * @example
 * ```ts
 * import { scaledCrop } from "./crops.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const crop = new Uint16Array([100, 150, 200, 50]);
 * const { data } = scaledCrop(crop, [{ low: 100, high: 200 }], 2);
 * assertEquals([...data], [0, 0.5, 1, -0.5]);
 * ```
 */
export function scaledCrop(
  crop: Uint16Array,
  limits: readonly Limits[],
  side: number,
  wanted: number = side,
): Weight {
  const channels = limits.length, margin = Math.floor((side - wanted) / 2);
  const data = new Float32Array(wanted * wanted * channels);
  for (let row = 0, to = 0; row < wanted; row++) {
    let from = ((row + margin) * side + margin) * channels;
    for (let column = 0; column < wanted; column++) {
      for (let c = 0; c < channels; c++, to++, from++) {
        const { low, high } = limits[c] as Limits;
        data[to] = Math.min(MOST, ((crop[from] as number) - low) / (high - low));
      }
    }
  }
  return { shape: [wanted, wanted, channels], data };
}

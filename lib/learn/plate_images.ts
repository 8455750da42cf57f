import { throughEightBit } from "../image/eight_bit.ts";
import type { Limits } from "../image/intensity.ts";
import { scaledCrop } from "./crops.ts";
import { augment, type AugmentOptions } from "./fit/augment.ts";
import { batchesOf, type BatchesOptions } from "./fit/batches.ts";
import type { Batches, Weight } from "./network.ts";

/** One image that a network reads. */
export interface PlateImage {
  /** Its plate, whose limits scale it. */
  plate: string;
  /** Grey values [side × side × channels]. */
  pixels: Uint16Array;
}

/** Images of several plates. */
export interface PlateImages {
  /** Side of the images, px. */
  side: number;
  /** The images. */
  images: readonly PlateImage[];
  /** Grey values that become 0 and 1 on each plate, one pair a channel. */
  limits: ReadonlyMap<string, readonly Limits[]>;
}

/** How {@link plateBatches} reads. */
export interface PlateBatchesOptions extends BatchesOptions {
  /** Bits of a grey value: 8 divides it by 256 first, as many conversions do; defaults to *16*. */
  bits?: 8 | 16;
  /** How images are changed while training; defaults to *not at all*. */
  augment?: AugmentOptions;
}

/**
 * One image as a network reads it: 0 and 1 at the limits of its plate.
 *
 * @param images All images.
 * @param position Which one.
 * @param bits Bits of a grey value, 8 or 16.
 * @returns Values [side × side × channels].
 *
 * @example
 * ```ts
 * import { plateImage } from "./plate_images.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const images = [{ plate: "P1", pixels: new Uint16Array([1000]) }];
 * const limits = new Map([["P1", [{ low: 0, high: 2000 }]]]);
 * assertEquals([...plateImage({ side: 1, images, limits }, 0).data], [0.5]);
 * ```
 */
export function plateImage(
  { side, images, limits }: PlateImages,
  position: number,
  bits: 8 | 16 = 16,
): Weight {
  const { plate, pixels } = images[position] as PlateImage;
  const seen = bits === 16 ? pixels : throughEightBit(pixels, { low: 0, high: 65535 });
  return scaledCrop(seen, limits.get(plate) as Limits[], side);
}

/**
 * Batches of images of plates.
 *
 * @param images All images.
 * @param rows Which of them.
 * @param targets Class number of each of these.
 * @param options Size, epoch, seed, bits, augmentation, which takes place only with an epoch.
 *
 * @example
 * ```ts
 * import { plateBatches } from "./plate_images.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const images = [{ plate: "P1", pixels: new Uint16Array([1000]) }];
 * const limits = new Map([["P1", [{ low: 0, high: 2000 }]]]);
 * for await (const { inputs } of plateBatches({ side: 1, images, limits }, [0], [0])) {
 *   assertEquals(inputs[0]!.shape, [1, 1, 1, 1]);
 * }
 * ```
 */
export function plateBatches(
  images: PlateImages,
  rows: readonly number[],
  targets: readonly number[],
  { bits, augment: changes, ...options }: PlateBatchesOptions = {},
): Batches {
  return batchesOf(rows.length, (position, random) => {
    const image = plateImage(images, rows[position] as number, bits);
    const changed = random === undefined || changes === undefined
      ? image
      : augment(image, changes, random);
    return { inputs: [changed], target: targets[position] as number };
  }, options);
}

/**
 * Mean and standard deviation of each channel of images, in units of their plate's limits: what
 * intensity alone says, the baseline of every network.
 *
 * @param images All images [n].
 * @returns Two numbers a channel [n × 2 channels].
 *
 * @example
 * ```ts
 * import { plateIntensities } from "./plate_images.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const images = [{ plate: "P1", pixels: new Uint16Array([0, 0, 100, 100]) }];
 * const limits = new Map([["P1", [{ low: 0, high: 100 }]]]);
 * assertEquals([...plateIntensities({ side: 2, images, limits })], [0.5, 0.5]);
 * ```
 */
export function plateIntensities(images: PlateImages): Float32Array {
  const rows = images.images.map((_, position) => {
    const { data, shape } = plateImage(images, position), channels = shape[2] as number;
    const pixels = data.length / channels;
    return Array.from({ length: channels }, (_, c) => {
      let sum = 0, squares = 0;
      for (let i = c; i < data.length; i += channels) {
        sum += data[i] as number;
        squares += (data[i] as number) ** 2;
      }
      const mean = sum / pixels;
      return [mean, Math.sqrt(Math.max(0, squares / pixels - mean ** 2))];
    }).flat();
  });
  return Float32Array.from(rows.flat());
}

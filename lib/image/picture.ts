import { toEightBit } from "./eight_bit.ts";
import { channelOf, type Field } from "./field.ts";
import { histogram, type Limits, limitsOf } from "./intensity.ts";

/** A grey image for the screen. */
export interface Picture {
  /** Pixels across. */
  width: number;
  /** Pixels down. */
  height: number;
  /** Brightness from 0 to 255 [height × width]. */
  data: Uint8Array;
}

/**
 * One channel of a field in grey.
 *
 * @param field The field.
 * @param channel Name of the channel.
 * @param limits Grey values of black and white; defaults to 0.1 % and 99.5 % of this channel here.
 * @throws {InputError} if the field has no such channel.
 *
 * @example
 * ```ts
 * import { greyPicture } from "./picture.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = {
 *   width: 2,
 *   height: 1,
 *   channels: [{ name: "DAPI", data: new Uint16Array([0, 1000]) }],
 *   pixelSize: 0.65,
 *   where: { plate: "P1", well: "A01", site: 1 },
 * };
 * assertEquals([...greyPicture(field, "DAPI", { low: 0, high: 2000 }).data], [0, 128]);
 * ```
 */
export function greyPicture(field: Field, channel: string, limits?: Limits): Picture {
  const { width, height } = field;
  const { data } = channelOf(field, channel);
  return {
    width,
    height,
    data: toEightBit(data, limits ?? limitsOf(histogram(data), { high: 0.995 })),
  };
}

/**
 * A pattern around 1, such as an illumination, in grey.
 *
 * @param pattern Values [height × width].
 * @param limits Values of black and white; default to 0.85 and 1.15.
 *
 * @example
 * ```ts
 * import { patternPicture } from "./picture.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const pattern = { width: 3, height: 1, data: new Float32Array([0.5, 1, 1.15]) };
 * assertEquals([...patternPicture(pattern).data], [0, 128, 255]);
 * ```
 */
export function patternPicture(
  { width, height, data }: { width: number; height: number; data: Float32Array },
  { low, high }: Limits = { low: 0.85, high: 1.15 },
): Picture {
  const share = (value: number) => Math.min(1, Math.max(0, (value - low) / (high - low)));
  return { width, height, data: Uint8Array.from(data, (value) => Math.round(255 * share(value))) };
}

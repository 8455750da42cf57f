import { InputError } from "../../core/errors.ts";
import type { Field } from "../../image/field.ts";
import type { Limits } from "../../image/intensity.ts";
import { resize } from "../../image/resize.ts";
import type { Area } from "./areas.ts";

/**
 * A square of a field as a network reads it: grey values between limits as 0 … 1, cut off beyond them,
 * brought to the network's size. What lies outside the field is 0, as dark as the background.
 *
 * @param field A field with the channels that the network reads, in their order; one may be there twice.
 * @param area The square.
 * @param limits What becomes 0 and 1, one pair a channel.
 * @param size Side of the image, px.
 * @param bits Values are rounded to as many steps as these bits tell apart; defaults to leaving them.
 * @returns The image [size × size × channels].
 *
 * @example
 * ```ts
 * import { areaImage } from "./image.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = {
 *   width: 2,
 *   height: 2,
 *   channels: [{ name: "DAPI", data: new Uint16Array([0, 100, 200, 300]) }],
 *   pixelSize: 0.65,
 *   where: { plate: "P1", well: "A01", site: 1 },
 * };
 * const image = areaImage(field, { left: 1, top: 0, side: 2 }, [{ low: 100, high: 200 }], 2);
 * assertEquals([...image], [0, 0, 1, 0]);
 * ```
 */
export function areaImage(
  { width, height, channels }: Field,
  { left, top, side }: Area,
  limits: readonly Limits[],
  size: number,
  bits?: number,
): Float32Array {
  if (limits.length !== channels.length) {
    throw new InputError("Cannot make an image", {
      found: `limits of ${limits.length} channels`,
      allowed: `${channels.length}`,
    });
  }
  const image = new Float32Array(size * size * channels.length);
  channels.forEach(({ data }, channel) => {
    const { low, high } = limits[channel] as Limits, range = high - low;
    const cut = new Float32Array(side * side);
    const first = Math.max(0, -left), last = Math.min(side, width - left);
    for (let y = Math.max(0, -top); y < Math.min(side, height - top); y++) {
      const from = (top + y) * width + left;
      for (let x = first; x < last; x++) {
        const share = ((data[from + x] as number) - low) / range;
        cut[y * side + x] = Math.min(1, Math.max(0, share));
      }
    }
    const fitted = resize({ width: side, height: side, data: cut }, size, size).data;
    for (let i = 0; i < fitted.length; i++) {
      image[i * channels.length + channel] = fitted[i] as number;
    }
  });
  if (bits === undefined) return image;
  const steps = 2 ** bits - 1;
  return image.map((value) => Math.round(value * steps) / steps);
}

import type { Limits } from "../image/intensity.ts";
import { resize } from "../image/resize.ts";
import { scaledCrop } from "./crops.ts";

/**
 * A crop as networks take it, brought to their size where its cells were imaged finer or coarser.
 *
 * @param crop Grey values [side × side × channels].
 * @param limits Limits of its plate, one a channel.
 * @param side Side of the crop, px.
 * @param size Side of the result, px.
 * @returns Values as of `scaledCrop` [size × size × channels].
 *
 * @example
 * ```ts
 * import { sizedCrop } from "./sized_crop.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const crop = new Uint16Array([100, 100, 200, 200]);
 * assertEquals([...sizedCrop(crop, [{ low: 100, high: 200 }], 2, 1)], [0.5]);
 * ```
 */
export function sizedCrop(
  crop: Uint16Array,
  limits: readonly Limits[],
  side: number,
  size: number,
): Float32Array {
  const data = scaledCrop(crop, limits, side).data as Float32Array;
  if (side === size) return data;
  const channels = limits.length, sized = new Float32Array(size * size * channels);
  for (let c = 0; c < channels; c++) {
    const plane = Float32Array.from({ length: side * side }, (_, i) => data[i * channels + c]!);
    resize({ width: side, height: side, data: plane }, size, size).data
      .forEach((value, i) => sized[i * channels + c] = value);
  }
  return sized;
}

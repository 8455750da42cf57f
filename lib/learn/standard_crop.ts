import type { Weight } from "./network.ts";

/**
 * A crop as a network takes it that must not know its plate: each channel in units of its own spread
 * around its own mean, between −4 and 4.
 *
 * How bright a cell is goes with lamp and stain of the plate, and is left to the measurements, where
 * it can be corrected; what stays is where in the cell the light lies. A channel without spread is 0.
 *
 * @param crop Grey values [side × side × channels].
 * @param side Side, px.
 * @returns Values [side × side × channels].
 *
 * @example
 * ```ts
 * import { standardCrop } from "./standard_crop.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { data } = standardCrop(new Uint16Array([100, 300, 300, 100]), 2);
 * assertEquals([...data], [-1, 1, 1, -1]);
 * ```
 */
export function standardCrop(crop: Uint16Array, side: number): Weight {
  const pixels = side * side, channels = crop.length / pixels;
  const data = new Float32Array(crop.length);
  for (let c = 0; c < channels; c++) {
    let mean = 0, square = 0;
    for (let i = c; i < crop.length; i += channels) mean += crop[i]! / pixels;
    for (let i = c; i < crop.length; i += channels) square += (crop[i]! - mean) ** 2 / pixels;
    if (square === 0) continue;
    const factor = 1 / Math.sqrt(square);
    for (let i = c; i < crop.length; i += channels) {
      data[i] = Math.max(-most, Math.min(most, (crop[i]! - mean) * factor));
    }
  }
  return { shape: [side, side, channels], data };
}

/** A speck of dust is no more than that. */
const most = 4;

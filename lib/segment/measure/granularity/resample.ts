/** An image of any numbers. */
export interface Plane<Data extends Float64Array | Uint16Array = Float64Array | Uint16Array> {
  /** Pixels across. */
  width: number;
  /** Pixels down. */
  height: number;
  /** Values [height × width]. */
  data: Data;
}

/**
 * A smaller image: the values at every so many pixels from the first, without smoothing.
 *
 * @param plane The image.
 * @param step Whole number of pixels from one sample to the next.
 * @param width Samples across, within the image.
 * @param height Samples down.
 *
 * @example
 * ```ts
 * import { sampleEvery } from "./resample.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const row = { width: 5, height: 1, data: new Float64Array([0, 1, 2, 3, 4]) };
 * assertEquals([...sampleEvery(row, 4, 2, 1)], [0, 4]);
 * ```
 */
export function sampleEvery(
  plane: Plane,
  step: number,
  width: number,
  height: number,
): Float64Array {
  const samples = new Float64Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      samples[i] = plane.data[step * (y * plane.width + x)] as number;
    }
  }
  return samples;
}

/**
 * An image stretched by linear interpolation; 0 beyond its first and last rows and columns.
 *
 * @param plane The image.
 * @param width Pixels across of the result.
 * @param height Pixels down of the result.
 * @param scaleX Pixels of the image for one of the result, across; below 0 it leads out of the image.
 * @param scaleY The same, down.
 *
 * @example
 * ```ts
 * import { stretch } from "./resample.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const row = { width: 2, height: 1, data: new Float64Array([0, 4]) };
 * assertEquals([...stretch(row, 3, 1, 0.5, 0)], [0, 2, 4]);
 * ```
 */
export function stretch(
  plane: Plane<Float64Array>,
  width: number,
  height: number,
  scaleX: number,
  scaleY: number,
): Float64Array {
  const { data } = plane, wide = new Float64Array(width * height);
  const last = (position: number, size: number) => Math.min(position + 1, size - 1);
  const outside = (position: number, size: number) => position < 0 || position > size - 1;
  for (let y = 0, i = 0; y < height; y++) {
    const v = y * scaleY, row = Math.floor(v), down = v - row;
    const upper = row * plane.width, lower = last(row, plane.height) * plane.width;
    for (let x = 0; x < width; x++, i++) {
      const u = x * scaleX, column = Math.floor(u), across = u - column;
      if (outside(v, plane.height) || outside(u, plane.width)) continue;
      const next = last(column, plane.width);
      wide[i] = (1 - down) *
          ((1 - across) * (data[upper + column] as number) +
            across * (data[upper + next] as number)) +
        down *
          ((1 - across) * (data[lower + column] as number) +
            across * (data[lower + next] as number));
    }
  }
  return wide;
}

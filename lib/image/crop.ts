/** A rectangle of pixels; it may reach over the edge of its image. */
export interface Rectangle {
  /** First column. */
  left: number;
  /** First row. */
  top: number;
  /** Columns. */
  width: number;
  /** Rows. */
  height: number;
}

/** An array of pixels that can be read and written piece by piece. */
interface Pixels<Values> extends ArrayLike<number> {
  subarray(from: number, to: number): Values;
  set(values: Values, at: number): void;
}

/**
 * Copies a rectangle of an image, row by row.
 *
 * @param image Values [height × width].
 * @param rectangle Which part of it.
 * @param into Where to [rows × columns of the rectangle]; what lies over the edge of the image is left
 * as it is.
 * @returns `into`.
 * @throws {RangeError} if `into` has another length than the rectangle.
 *
 * @example
 * ```ts
 * import { crop } from "./crop.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const image = { width: 3, height: 2, data: new Int32Array([1, 2, 3, 4, 5, 6]) };
 * const rectangle = { left: 2, top: 0, width: 2, height: 2 };
 * assertEquals([...crop(image, rectangle, new Int32Array(4).fill(-1))], [3, -1, 6, -1]);
 * ```
 */
export function crop<Values extends Pixels<Values>>(
  image: { width: number; height: number; data: Values },
  { left, top, width, height }: Rectangle,
  into: Values,
): Values {
  if (into.length !== width * height) {
    throw new RangeError(`Expected ${width} × ${height} values to write, found ${into.length}`);
  }
  const first = Math.max(0, left), after = Math.min(image.width, left + width);
  if (after <= first) return into;
  const last = Math.min(height, image.height - top);
  for (let y = Math.max(0, -top); y < last; y++) {
    const row = (top + y) * image.width;
    into.set(image.data.subarray(row + first, row + after), y * width + first - left);
  }
  return into;
}

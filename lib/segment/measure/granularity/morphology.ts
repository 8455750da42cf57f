/** Half the width of each row of a structuring element, from the top row to the bottom one. */
export type Element = readonly number[];

/**
 * A disk: the pixels with x² + y² ≤ r².
 *
 * @param radius Radius r in px, a whole number.
 *
 * @example
 * ```ts
 * import { disk } from "./morphology.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(disk(1), [0, 1, 0]);
 * ```
 */
export function disk(radius: number): Element {
  return Array.from(
    { length: 2 * radius + 1 },
    (_, row) => Math.floor(Math.sqrt(radius ** 2 - (row - radius) ** 2)),
  );
}

/**
 * Grey erosion: the least value around each pixel, within the image.
 *
 * @param data Values [height × width].
 * @param width Pixels across.
 * @param height Pixels down.
 * @param element What "around" means.
 *
 * @example
 * ```ts
 * import { disk, erode } from "./morphology.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...erode(new Float64Array([3, 5, 4, 9]), 4, 1, disk(1))], [3, 3, 4, 4]);
 * ```
 */
export function erode(
  data: Float64Array,
  width: number,
  height: number,
  element: Element,
): Float64Array {
  const least = new Float64Array(data.length).fill(Infinity), middle = (element.length - 1) / 2;
  for (const [row, half] of element.entries()) {
    const shift = row - middle;
    for (let y = Math.max(0, -shift); y < Math.min(height, height - shift); y++) {
      const from = (y + shift) * width, to = y * width;
      if (half === 0) {
        for (let x = 0; x < width; x++) {
          if ((data[from + x] as number) < (least[to + x] as number)) {
            least[to + x] = data[from + x] as number;
          }
        }
        continue;
      }
      for (let x = 0; x < width; x++) {
        let value = least[to + x] as number;
        const last = Math.min(width - 1, x + half);
        for (let u = Math.max(0, x - half); u <= last; u++) {
          if ((data[from + u] as number) < value) value = data[from + u] as number;
        }
        least[to + x] = value;
      }
    }
  }
  return least;
}

/**
 * Grey dilation: the largest value around each pixel, within the image.
 *
 * @param data Values [height × width].
 * @param width Pixels across.
 * @param height Pixels down.
 * @param element What "around" means.
 *
 * @example
 * ```ts
 * import { dilate, disk } from "./morphology.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...dilate(new Float64Array([3, 5, 4, 9]), 4, 1, disk(1))], [5, 5, 9, 9]);
 * ```
 */
export function dilate(
  data: Float64Array,
  width: number,
  height: number,
  element: Element,
): Float64Array {
  return erode(data.map((value) => -value), width, height, element).map((value) => -value);
}

import { relabel } from "./relabel.ts";
import type { Components } from "./components.ts";

/**
 * Which objects touch the border of the image, so that part of them may lie outside.
 *
 * @param labels Label image [height × width].
 * @param width Pixels across.
 * @returns Numbers of the objects, ascending.
 *
 * @example
 * ```ts
 * import { borderObjects } from "./border.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(borderObjects(new Int32Array([0, 0, 0, 0, 3, 5, 0, 0, 0]), 3), [5]);
 * ```
 */
export function borderObjects(labels: Int32Array, width: number): number[] {
  const found = new Set<number>();
  const last = labels.length - width;
  for (let x = 0; x < width; x++) {
    found.add(labels[x] as number).add(labels[last + x] as number);
  }
  for (let row = 0; row < labels.length; row += width) {
    found.add(labels[row] as number).add(labels[row + width - 1] as number);
  }
  found.delete(0);
  return [...found].sort((a, b) => a - b);
}

/**
 * Removes the objects that touch the border and renumbers the others, as
 * `skimage.segmentation.clear_border` followed by `relabel_sequential`.
 *
 * @param labels Label image [height × width]; changed in place.
 * @param width Pixels across.
 * @returns The same array and the number of objects left.
 *
 * @example
 * ```ts
 * import { clearBorder } from "./border.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...clearBorder(new Int32Array([0, 0, 0, 0, 3, 5, 0, 0, 0]), 3).labels][4], 1);
 * ```
 */
export function clearBorder(labels: Int32Array, width: number): Components {
  const touching = new Set(borderObjects(labels, width));
  return relabel(labels, (label) => !touching.has(label));
}

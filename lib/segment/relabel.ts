import type { Components } from "./components.ts";

/**
 * Renumbers the objects of a label image 1, 2, 3, … without gaps, in the order of their old numbers, as
 * `skimage.segmentation.relabel_sequential`.
 *
 * @param labels Label image; changed in place.
 * @param keep Which objects stay; the others become background; defaults to all.
 * @returns The same array and the number of objects.
 *
 * @example
 * ```ts
 * import { relabel } from "./relabel.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { labels, count } = relabel(new Int32Array([0, 9, 4, 7]), (label) => label !== 7);
 * assertEquals([[...labels], count], [[0, 2, 1, 0], 2]);
 * ```
 */
export function relabel(
  labels: Int32Array,
  keep: (label: number) => boolean = () => true,
): Components {
  let largest = 0;
  for (let i = 0; i < labels.length; i++) largest = Math.max(largest, labels[i] as number);
  const numbers = new Int32Array(largest + 1);
  for (let i = 0; i < labels.length; i++) numbers[labels[i] as number] = 1;
  let count = 0;
  numbers[0] = 0;
  for (let label = 1; label <= largest; label++) {
    if (numbers[label] === 1) numbers[label] = keep(label) ? ++count : 0;
  }
  for (let i = 0; i < labels.length; i++) labels[i] = numbers[labels[i] as number] as number;
  return { labels, count };
}

/**
 * Pixels of each object.
 *
 * @param labels Label image.
 * @param count Largest number in it.
 * @returns Areas in px; index 0 is the background.
 *
 * @example
 * ```ts
 * import { areasOf } from "./relabel.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...areasOf(new Int32Array([0, 2, 2, 1]), 2)], [1, 1, 2]);
 * ```
 */
export function areasOf(labels: Int32Array, count: number): Float64Array {
  const areas = new Float64Array(count + 1);
  for (let i = 0; i < labels.length; i++) (areas[labels[i] as number] as number)++;
  return areas;
}

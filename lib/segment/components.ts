/** Objects of a mask or a label image, numbered from 1. */
export interface Components {
  /** Number of the object of each pixel [height × width], 0 outside. */
  labels: Int32Array;
  /** How many objects there are. */
  count: number;
}

/** Which pixels touch. */
export interface ComponentOptions {
  /** 4: pixels that share a side; 8: corners too; defaults to 8. */
  connectivity?: 4 | 8;
}

/**
 * Numbers the connected regions of a mask in the order of their first pixel, row after row.
 *
 * Two passes over the pixels with a union-find forest; the numbers are those of `scipy.ndimage.label`.
 *
 * @param mask Not 0 inside [height × width].
 * @param width Pixels across.
 * @param options Which pixels touch.
 * @returns The regions.
 *
 * @example
 * ```ts
 * import { connectedComponents } from "./components.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const mask = new Uint8Array([1, 0, 1, 1, 0, 0]);
 * assertEquals([...connectedComponents(mask, 3).labels], [1, 0, 2, 1, 0, 0]);
 * ```
 */
export function connectedComponents(
  mask: Uint8Array | Int32Array,
  width: number,
  { connectivity = 8 }: ComponentOptions = {},
): Components {
  const labels = new Int32Array(mask.length);
  const parents: number[] = [0];
  const corners = connectivity === 8;
  for (let i = 0, x = 0; i < mask.length; i++) {
    if (mask[i] !== 0) {
      const above = i - width;
      let label = 0;
      if (above >= 0) {
        label = labels[above] as number;
        // A set pixel above already joins its left and right neighbours.
        if (label === 0 && corners) {
          const before = x > 0 ? labels[above - 1] as number : 0;
          const after = x < width - 1 ? labels[above + 1] as number : 0;
          label = before !== 0 && after !== 0 ? unite(parents, before, after) : before || after;
        }
      }
      const left = x > 0 ? labels[i - 1] as number : 0;
      if (left !== 0) label = label === 0 ? left : unite(parents, left, label);
      if (label === 0) label = parents.push(parents.length) - 1;
      labels[i] = label;
    }
    if (++x === width) x = 0;
  }
  // The root of a region is its smallest number, so roots come before their members.
  let count = 0;
  const numbers = new Int32Array(parents.length);
  for (let label = 1; label < parents.length; label++) {
    const parent = parents[label] as number;
    numbers[label] = parent === label ? ++count : numbers[parent] as number;
  }
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] !== 0) labels[i] = numbers[labels[i] as number] as number;
  }
  return { labels, count };
}

function unite(parents: number[], a: number, b: number): number {
  let low = rootOf(parents, a), high = rootOf(parents, b);
  if (low > high) [low, high] = [high, low];
  parents[high] = low;
  return low;
}

function rootOf(parents: number[], label: number): number {
  let at = label;
  while (parents[at] !== at) {
    parents[at] = parents[parents[at] as number] as number;
    at = parents[at] as number;
  }
  return at;
}

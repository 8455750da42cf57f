import { LevelQueue } from "./level_queue.ts";

/** How the water rises. */
export interface WatershedOptions {
  /** Where it may flow, not 0 [height × width]; defaults to everywhere. */
  mask?: Uint8Array;
  /** 4: over sides; 8: over corners too; defaults to 8. */
  connectivity?: 4 | 8;
}

/**
 * Watershed from given seeds: every pixel of the mask goes to the seed whose water reaches it first
 * when the water rises from low to high levels.
 *
 * The rules are those of `skimage.segmentation.watershed` without lines: pixels wait in a queue by
 * level, those of one level in the order in which they were reached; a neighbour is claimed when
 * the water arrives beside it, sides before corners. Seeds of one level start row after row.
 *
 * @param levels Level of each pixel [height × width], low ones are flooded first.
 * @param seeds Seeds, numbered from 1, 0 elsewhere [height × width].
 * @param width Pixels across.
 * @param options Mask, connectivity.
 * @returns Label image [height × width]; 0 outside the mask and where no seed reaches.
 *
 * @example
 * ```ts
 * import { watershed } from "./watershed.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const levels = new Uint16Array([0, 1, 5, 1, 0]);
 * const seeds = new Int32Array([1, 0, 0, 0, 2]);
 * assertEquals([...watershed(levels, seeds, 5)], [1, 1, 1, 2, 2]);
 * ```
 */
export function watershed(
  levels: Uint16Array,
  seeds: Int32Array,
  width: number,
  { mask, connectivity = 8 }: WatershedOptions = {},
): Int32Array {
  const labels = new Int32Array(seeds.length);
  const queue = new LevelQueue(levels);
  for (let i = 0; i < seeds.length; i++) {
    if (seeds[i] === 0 || (mask !== undefined && mask[i] === 0)) continue;
    labels[i] = seeds[i] as number;
    queue.push(i);
  }
  const last = labels.length - width;
  const claim = (i: number, label: number) => {
    if (labels[i] !== 0 || (mask !== undefined && mask[i] === 0)) return;
    labels[i] = label;
    queue.push(i);
  };
  for (let i = queue.pop(); i >= 0; i = queue.pop()) {
    const label = labels[i] as number, x = i % width;
    const up = i >= width, down = i < last, left = x > 0, right = x < width - 1;
    if (up) claim(i - width, label);
    if (left) claim(i - 1, label);
    if (right) claim(i + 1, label);
    if (down) claim(i + width, label);
    if (connectivity === 4) continue;
    if (up && left) claim(i - width - 1, label);
    if (up && right) claim(i - width + 1, label);
    if (down && left) claim(i + width - 1, label);
    if (down && right) claim(i + width + 1, label);
  }
  return labels;
}

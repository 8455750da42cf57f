import type { Components } from "./components.ts";

/** Which maxima count. */
export interface PeakOptions {
  /** Where maxima are looked for, not 0 [height × width]; defaults to everywhere. */
  mask?: Uint8Array;
  /**
   * Whether a peak belongs to the higher one beside it: its level, the level of the saddle between
   * them, and the level of the higher one; defaults to never.
   */
  joined?: (peak: number, saddle: number, higher: number) => boolean;
}

/**
 * Marks the maxima of an image, each as its connected pixels (corners included) of one level.
 *
 * Pixels are taken from high to low. Where two hills meet, `joined` decides whether the lower peak is
 * a peak of its own: `peak − saddle < h` gives the h-maxima of `skimage.morphology.h_maxima` (of equal
 * peaks that are joined only the first stays), a share of the peak gives a criterion that does not
 * depend on the scale.
 *
 * @param levels Level of each pixel [height × width].
 * @param width Pixels across.
 * @param options Mask, criterion.
 * @returns The maxima, numbered in the order of their first pixel.
 *
 * @example
 * ```ts
 * import { peaks } from "./peaks.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const levels = new Uint16Array([1, 9, 6, 7, 2, 8, 8]);
 * assertEquals(peaks(levels, 7).count, 3);
 * const joined = (peak: number, saddle: number) => peak - saddle < 2;
 * assertEquals([...peaks(levels, 7, { joined }).labels], [0, 1, 0, 0, 0, 2, 2]);
 * ```
 */
export function peaks(
  levels: Uint16Array,
  width: number,
  { mask, joined = () => false }: PeakOptions = {},
): Components {
  const hills = new Int32Array(levels.length);
  const parents: number[] = [0], tops: number[] = [0], starts: number[] = [-1];
  const rootOf = (hill: number) => {
    let at = hill;
    while (parents[at] !== at) {
      parents[at] = parents[parents[at] as number] as number;
      at = parents[at] as number;
    }
    return at;
  };
  const last = levels.length - width;
  for (const i of highestFirst(levels, mask)) {
    const level = levels[i] as number, x = i % width;
    let own = 0;
    for (let up = i >= width ? -width : 0; up <= (i < last ? width : 0); up += width) {
      for (let side = x > 0 ? -1 : 0; side <= (x < width - 1 ? 1 : 0); side++) {
        const hill = hills[i + up + side] as number;
        if (hill === 0) continue;
        let root = rootOf(hill);
        if (own === 0 || own === root) {
          own = root;
          continue;
        }
        // The earlier hill started at the higher level, or at the same one nearer the first pixel.
        if (root < own) [own, root] = [root, own];
        const top = tops[root] as number, higher = tops[own] as number;
        // Hills that meet on the level of the lower's top are one plateau.
        if (top === level || joined(top, level, higher)) parents[root] = own;
      }
    }
    if (own === 0) {
      own = parents.push(parents.length) - 1;
      tops.push(level);
      starts.push(i);
    }
    hills[i] = own;
  }
  return plateaus(
    levels,
    width,
    mask,
    starts.filter((_, hill) => hill > 0 && parents[hill] === hill),
  );
}

/** The pixels of a mask from high to low levels, those of one level row after row. */
function highestFirst(levels: Uint16Array, mask: Uint8Array | undefined): Int32Array {
  const ends = new Int32Array(65537);
  let count = 0;
  for (let i = 0; i < levels.length; i++) {
    if (mask !== undefined && mask[i] === 0) continue;
    (ends[65535 - (levels[i] as number) + 1] as number)++;
    count++;
  }
  for (let rank = 1; rank < ends.length; rank++) {
    ends[rank] = (ends[rank] as number) + (ends[rank - 1] as number);
  }
  const order = new Int32Array(count);
  for (let i = 0; i < levels.length; i++) {
    if (mask !== undefined && mask[i] === 0) continue;
    const rank = 65535 - (levels[i] as number);
    order[ends[rank] as number] = i;
    ends[rank] = (ends[rank] as number) + 1;
  }
  return order;
}

/** Marks each start and the pixels of its level that connect to it. */
function plateaus(
  levels: Uint16Array,
  width: number,
  mask: Uint8Array | undefined,
  starts: number[],
): Components {
  const labels = new Int32Array(levels.length);
  const height = levels.length / width;
  const waiting: number[] = [];
  let count = 0;
  for (const start of starts.sort((a, b) => a - b)) {
    if (labels[start] !== 0) continue;
    labels[start] = ++count;
    waiting.push(start);
    for (let i = waiting.pop(); i !== undefined; i = waiting.pop()) {
      const x = i % width, y = (i - x) / width;
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          const next = v * width + u;
          if (labels[next] !== 0 || levels[next] !== levels[start] || mask?.[next] === 0) continue;
          labels[next] = count;
          waiting.push(next);
        }
      }
    }
  }
  return { labels, count };
}

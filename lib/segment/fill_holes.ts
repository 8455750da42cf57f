import { connectedComponents } from "./components.ts";

/**
 * Fills the holes of every object: background regions (sides touching) that one object encloses and
 * that do not reach the border of the image.
 *
 * On a mask of 0 and 1 this is `scipy.ndimage.binary_fill_holes`. In a label image a gap between two
 * objects is not filled, whose it is would be a guess.
 *
 * @param labels Label image [height × width]; changed in place.
 * @param width Pixels across.
 * @param largest Larger holes stay, px; defaults to no limit.
 * @returns The same array.
 *
 * @example
 * ```ts
 * import { fillHoles } from "./fill_holes.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const ring = new Uint8Array([1, 1, 1, 1, 0, 1, 1, 1, 1]);
 * assertEquals(fillHoles(ring, 3)[4], 1);
 * ```
 */
export function fillHoles<Labels extends Uint8Array | Int32Array>(
  labels: Labels,
  width: number,
  largest = Infinity,
): Labels {
  const background = new Uint8Array(labels.length);
  for (let i = 0; i < labels.length; i++) background[i] = labels[i] === 0 ? 1 : 0;
  const { labels: gaps, count } = connectedComponents(background, width, { connectivity: 4 });
  const owners = ownersOf(gaps, count, labels, width);
  if (largest !== Infinity) {
    const areas = new Uint32Array(count + 1);
    for (let i = 0; i < gaps.length; i++) (areas[gaps[i] as number] as number)++;
    for (let gap = 1; gap <= count; gap++) {
      if ((areas[gap] as number) > largest) owners[gap] = open;
    }
  }
  for (let i = 0; i < labels.length; i++) {
    const owner = owners[gaps[i] as number] as number;
    if (owner > 0) labels[i] = owner;
  }
  return labels;
}

const open = -1;

/** For each gap the one object around it, or `open`. */
function ownersOf(
  gaps: Int32Array,
  count: number,
  labels: Uint8Array | Int32Array,
  width: number,
): Int32Array {
  const owners = new Int32Array(count + 1);
  const size = gaps.length;
  const meet = (gap: number, neighbour: number) => {
    const label = labels[neighbour] as number, owner = owners[gap] as number;
    if (label === 0 || owner === open || owner === label) return;
    owners[gap] = owner === 0 ? label : open;
  };
  for (let i = 0, x = 0; i < size; i++) {
    const gap = gaps[i] as number;
    if (gap !== 0) {
      if (x === 0 || x === width - 1 || i < width || i >= size - width) owners[gap] = open;
      else {
        meet(gap, i - 1);
        meet(gap, i + 1);
        meet(gap, i - width);
        meet(gap, i + width);
      }
    }
    if (++x === width) x = 0;
  }
  return owners;
}

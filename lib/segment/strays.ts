import { overlaps } from "./evaluate/overlap.ts";
import { boxes } from "./flows/boxes.ts";

/** Parts of cells that lie outside the cell of their number. */
export interface Strays {
  /** Their numbers, rising; at least one. */
  numbers: number[];
  /** How many parts there are in all. */
  parts: number;
}

/**
 * Which parts of cells, such as nuclei, do not lie in the cell of their number: numbers given to nuclei and to cells
 * on their own say nothing about which belong together.
 *
 * A part is a stray where it shares no pixel with the cell of its number, or more with another one. Where no cell
 * has its number, as when those at the border were removed, it is one if at least half of it lies in another.
 *
 * @param parts Label image of parts of the cells, as nuclei [height × width].
 * @param cells Label image of the cells [height × width].
 * @param width Pixels across.
 * @returns undefined where there are none.
 * @throws {InputError} if both differ in size or have negative labels.
 *
 * @example
 * ```ts
 * import { strays } from "./strays.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const cells = new Int32Array([1, 1, 2, 2, 0]);
 * assertEquals(strays(new Int32Array([1, 0, 0, 2, 3]), cells, 5), undefined);
 * assertEquals(strays(new Int32Array([2, 0, 0, 1, 3]), cells, 5), { numbers: [1, 2], parts: 3 });
 * ```
 */
export function strays(
  parts: Int32Array,
  cells: Int32Array,
  width: number,
): Strays | undefined {
  // So it is with our own label images, and costs next to nothing to see.
  if (parts.every((part, i) => part === 0 || part === cells[i])) return undefined;
  const height = parts.length / width, { truth, found, pixels } = overlaps(parts, cells);
  const objects = boxes(parts, width, height).map((box) => ({ ...box, inOwn: 0, inOther: 0 }));
  const owners = boxes(cells, width, height).map(({ label }) => label);
  pixels.forEach((shared, pair) => {
    const object = objects[truth[pair] as number] as (typeof objects)[number];
    if (owners[found[pair] as number] === object.label) object.inOwn = shared;
    else object.inOther = Math.max(object.inOther, shared);
  });
  const known = new Set(owners);
  const away = objects.filter(({ label, area, inOwn, inOther }) =>
    known.has(label) ? inOwn === 0 || inOther > inOwn : 2 * inOther >= area
  );
  return away.length === 0
    ? undefined
    : { numbers: away.map(({ label }) => label), parts: objects.length };
}

import { crop } from "../image/crop.ts";
import { type Overlaps, overlaps } from "./evaluate/overlap.ts";
import { type Box, boxes } from "./flows/boxes.ts";
import { propagate } from "./propagate.ts";
import { seededPieces } from "./seeded_pieces.ts";

/** Cells that were found on their own, with the numbers of their nuclei. */
export interface CellsAround {
  /** Label image [height × width]; cell i contains nucleus i. */
  cells: Int32Array;
  /** How many of the cells found hold several nuclei, and were divided among them. */
  divided: number;
  /** How many of the cells found hold no nucleus, and were left out. */
  empty: number;
  /** How many nuclei lie in none of the cells found: there the cell is the nucleus. */
  bare: number;
}

/**
 * Gives every nucleus its cell, where cells were found on their own, for example by Cellpose.
 *
 * A nucleus belongs to the cell in which at least half of it lies. A cell with several nuclei is divided
 * among them, each pixel to the nucleus nearest on a way inside the cell. A nucleus belongs to its own
 * cell with all its pixels, also where the cell found is smaller, and a cell hangs together with its
 * nucleus.
 *
 * @param nuclei Label image of nuclei [height × width].
 * @param found Label image of the cells found [height × width], under numbers of their own.
 * @param width Pixels across.
 * @throws {InputError} if both differ in size or have negative labels.
 *
 * @example
 * ```ts
 * import { cellsAround } from "./cells_around.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const nuclei = new Int32Array([0, 1, 0, 0, 2, 0, 0, 0, 3]);
 * const found = new Int32Array([7, 7, 7, 7, 7, 0, 4, 0, 0]);
 * const { cells, divided, empty, bare } = cellsAround(nuclei, found, 9);
 * assertEquals([...cells], [1, 1, 1, 2, 2, 0, 0, 0, 3]);
 * assertEquals([divided, empty, bare], [1, 1, 1]);
 * ```
 */
export function cellsAround(nuclei: Int32Array, found: Int32Array, width: number): CellsAround {
  const height = nuclei.length / width, table = overlaps(nuclei, found);
  const own = boxes(nuclei, width, height), others = boxes(found, width, height);
  const homes = homesOf(table), members = new Map<Box, number[]>();
  own.forEach(({ label }, nucleus) => {
    const cell = others[homes[nucleus] as number];
    if (cell !== undefined) members.set(cell, [...members.get(cell) ?? [], label]);
  });
  const first = new Map([...members].map(([{ label }, [nucleus]]) => [label, nucleus as number]));
  const cells = found.map((cell) => first.get(cell) ?? 0);
  let divided = 0;
  for (const [cell, several] of members) {
    if (several.length === 1) continue;
    divide(cells, { nuclei, found, width, height }, cell, new Set(several));
    divided++;
  }
  for (let i = 0; i < cells.length; i++) if (nuclei[i] !== 0) cells[i] = nuclei[i] as number;
  return {
    cells: seededPieces(cells, nuclei, width),
    divided,
    empty: others.length - members.size,
    bare: homes.filter((cell) => cell < 0).length,
  };
}

/** Place of the cell in which each nucleus lies, among the cells found; -1 for none. */
function homesOf({ truthAreas, truth, found, pixels }: Overlaps): Int32Array {
  const homes = new Int32Array(truthAreas.length).fill(-1);
  const most = new Float64Array(truthAreas.length);
  pixels.forEach((shared, i) => {
    const nucleus = truth[i] as number;
    if (shared <= (most[nucleus] as number)) return;
    most[nucleus] = shared;
    homes[nucleus] = 2 * shared >= (truthAreas[nucleus] as number) ? found[i] as number : -1;
  });
  return homes;
}

/** Gives each pixel of one cell to the nearest of its nuclei, on a way inside the cell. */
function divide(
  cells: Int32Array,
  { nuclei, found, width, height }: {
    nuclei: Int32Array;
    found: Int32Array;
    width: number;
    height: number;
  },
  { label, left, top, right, bottom }: Box,
  members: ReadonlySet<number>,
): void {
  const across = right - left + 1, size = across * (bottom - top + 1);
  const rectangle = { left, top, width: across, height: bottom - top + 1 };
  const cut = (data: Int32Array) => crop({ width, height, data }, rectangle, new Int32Array(size));
  const mask = Uint8Array.from(cut(found), (cell) => cell === label ? 1 : 0);
  const seeds = cut(nuclei).map((nucleus, i) =>
    mask[i] !== 0 && members.has(nucleus) ? nucleus : 0
  );
  const spread = propagate(new Float32Array(size), seeds, across, { mask, regularisation: 1 });
  for (let i = 0; i < size; i++) {
    if (mask[i] === 0) continue;
    cells[(top + Math.floor(i / across)) * width + left + i % across] = spread[i] as number;
  }
}

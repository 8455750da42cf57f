/** Share of the wells of two plates that must agree: some wells of a layout change or are missing. */
const alike = 0.9;

/** Chance that some plates of independent layouts are taken for one. */
const error = 0.01;

/**
 * Which rows lie on plates of one layout: the same label at the same position.
 *
 * Plates share a layout where they have at least half of the positions of the smaller one in common,
 * nine in ten of these with one label, and where that is more than chance would do (Chernoff's
 * bound, over all pairs of plates). Few wells that agree say nothing: the layout would be made of the
 * label that it is asked to name.
 *
 * @param plates Each row's plate [n].
 * @param positions Its position on the plate [n].
 * @param labels Number of its label [n].
 * @returns Number of each row's layout [n].
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * // Plates 0 and 2 hold labels 0, 1, …, 7; plate 1 holds them in another order.
 * const rows = Array.from({ length: 24 }, (_, i) => i);
 * const plates = rows.map((i) => `P${Math.floor(i / 8)}`), positions = rows.map((i) => `A${i % 8}`);
 * const labels = Int32Array.from(rows, (i) => (i % 8 + (plates[i] === "P1" ? 3 : 0)) % 8);
 * assertEquals([...layoutsOf(plates, positions, labels)].filter((_, i) => i % 8 === 0), [0, 1, 0]);
 * ```
 */
export function layoutsOf(
  plates: readonly string[],
  positions: readonly string[],
  labels: Int32Array,
): Int32Array {
  const wells = new Map<string, Map<string, number>>();
  for (const [row, plate] of plates.entries()) {
    const own = wells.get(plate) ?? new Map<string, number>();
    wells.set(plate, own.set(positions[row] as string, labels[row] as number));
  }
  const pairs = wells.size * (wells.size - 1) / 2;
  const chance = chanceAlike([...wells.values()].flatMap((own) => [...own.values()]));
  // The first plate of a layout stands for it.
  const layouts: Map<string, number>[] = [], numbers = new Map<string, number>();
  for (const [plate, own] of wells) {
    const known = layouts.findIndex((layout) => isAlike(layout, own, chance, pairs));
    numbers.set(plate, known < 0 ? layouts.push(own) - 1 : known);
  }
  return Int32Array.from(plates, (plate) => numbers.get(plate) as number);
}

/** How often two wells taken at random have one label. */
function chanceAlike(labels: readonly number[]): number {
  const counts = Map.groupBy(labels, (label) => label);
  return [...counts.values()].reduce((sum, { length }) => sum + (length / labels.length) ** 2, 0);
}

function isAlike(
  one: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
  chance: number,
  pairs: number,
): boolean {
  let shared = 0, same = 0;
  for (const [position, label] of other) {
    const there = one.get(position);
    if (there === undefined) continue;
    shared++;
    if (there === label) same++;
  }
  const share = same / shared;
  if (shared < Math.min(one.size, other.size) / 2 || !(share >= alike) || share <= chance) {
    return false;
  }
  const part = (p: number, q: number) => p === 0 ? 0 : p * Math.log(p / q);
  const surprise = shared * (part(share, chance) + part(1 - share, 1 - chance));
  return surprise > Math.log(pairs / error);
}

import type { Matrix32 } from "../../core/multiply.ts";

/** How well batches are mixed around each row. */
export interface Mixing {
  /** Share of the nearest rows that are of the row's own batch [n]. */
  same: Float64Array;
  /** The same share among all other rows: what is expected of mixed batches [n]. */
  chance: Float64Array;
}

/**
 * Asks of each row how many of its nearest rows come from its own batch.
 *
 * This is a nearest-neighbour classifier of the batch: at chance level nobody can tell from the
 * profile where it was measured. Rows at the same distance share the places that are left among
 * them.
 *
 * @param distances Distances between the rows [n × n], n ≥ 2.
 * @param batch Batch of each row [n].
 * @param neighbours How many nearest rows count, at most n − 1.
 *
 * @example
 * ```ts
 * import { batchMixing } from "./mixing.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const distances = { rows: 3, cols: 3, data: Float32Array.of(0, 1, 4, 1, 0, 3, 4, 3, 0) };
 * const { same, chance } = batchMixing(distances, ["P1", "P1", "P2"], 1);
 * assertEquals([...same], [1, 1, 0]);
 * assertEquals([...chance], [0.5, 0.5, 0]);
 * ```
 */
export function batchMixing(
  { rows, data }: Matrix32,
  batch: readonly unknown[],
  neighbours: number,
): Mixing {
  const same = new Float64Array(rows), chance = new Float64Array(rows);
  const wanted = Math.min(neighbours, rows - 1);
  for (let row = 0; row < rows; row++) {
    const others = Array.from({ length: rows }, (_, other) => other).filter((other) =>
      other !== row
    );
    const isSame = (other: number) => batch[other] === batch[row];
    const sorted = others.map((other) => data[row * rows + other]!).sort((a, b) => a - b);
    const last = sorted[wanted - 1]!;
    const nearer = others.filter((other) => data[row * rows + other]! < last);
    const level = others.filter((other) => data[row * rows + other] === last);
    const places = wanted - nearer.length;
    same[row] = (nearer.filter(isSame).length +
      places * level.filter(isSame).length / level.length) / wanted;
    chance[row] = others.filter(isSame).length / others.length;
  }
  return { same, chance };
}

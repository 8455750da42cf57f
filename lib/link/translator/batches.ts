import type { Matrix } from "../../core/matrix.ts";
import type { Random } from "../../core/random.ts";
import type { Batch } from "../../learn/network.ts";

/** What the towers learn from, scaled. */
export interface TowerRows {
  /** Profiles, several rows a compound [n × d]. */
  profiles: Matrix<Float32Array>;
  /** Compound of each profile [n]. */
  compoundOf: Int32Array;
  /** Structures [c × m]. */
  structures: Matrix<Float32Array>;
}

/** How batches are drawn. */
export interface TowerBatchOptions {
  /** Compounds of a batch at most. */
  size: number;
  /** Share of the features that is hidden, each time others. */
  mask: number;
}

/**
 * Batches in which every compound comes once, with one of its profiles.
 *
 * Features are hidden at random (set to their mean, the others made larger in turn), which keeps few
 * compounds from being learned by heart. Batches differ by at most one compound in size, so that none
 * is left without negatives.
 *
 * @param rows What to draw from.
 * @param options Size, share hidden.
 * @param random Where the numbers come from.
 *
 * @example
 * ```ts
 * import { Random } from "../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const profiles = { rows: 3, cols: 1, data: Float32Array.of(1, 2, 3) };
 * const structures = { rows: 2, cols: 1, data: Float32Array.of(5, 6) };
 * const rows = { profiles, structures, compoundOf: Int32Array.of(0, 0, 1) };
 * const [batch] = towerBatches(rows, { size: 9, mask: 0 }, new Random(1));
 * assertEquals(batch!.targets.data.toSorted(), Int32Array.of(0, 1));
 * ```
 */
export function towerBatches(
  rows: TowerRows,
  { size, mask }: TowerBatchOptions,
  random: Random,
): Batch[] {
  const owned = Map.groupBy(rows.compoundOf.keys(), (row) => rows.compoundOf[row]!);
  const order = random.shuffle([...owned.keys()].sort((a, b) => a - b));
  const count = Math.ceil(order.length / size);
  return Array.from({ length: count }, (_, batch) => {
    const start = Math.round(batch * order.length / count);
    const end = Math.round((batch + 1) * order.length / count);
    const compounds = order.slice(start, end);
    const chosen = compounds.map((compound) => random.pick(owned.get(compound)!));
    return {
      inputs: [
        masked(rows.profiles, chosen, mask, random),
        masked(rows.structures, compounds, mask, random),
      ],
      targets: { shape: [compounds.length], data: Int32Array.from(compounds) },
    };
  });
}

function masked(
  { cols, data }: Matrix<Float32Array>,
  rows: readonly number[],
  mask: number,
  random: Random,
) {
  const out = new Float32Array(rows.length * cols), gain = 1 / (1 - mask);
  rows.forEach((row, to) => {
    for (let col = 0; col < cols; col++) {
      const value = data[row * cols + col]!;
      // Zeros stay zeros; most bits of a fingerprint are, and cost no random number.
      if (value !== 0 && random.uniform() >= mask) out[to * cols + col] = value * gain;
    }
  });
  return { shape: [rows.length, cols], data: out };
}

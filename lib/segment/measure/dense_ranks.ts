/** Where each value of a channel stands among the values of all objects of a compartment. */
export interface DenseRanks {
  /** Number of each value among the different values, from 0 for the lowest [65536]. */
  rankOf: Uint16Array;
  /** How many different values there are. */
  levels: number;
}

/**
 * Ranks the values of a channel over all pixels of all objects: equal values have one rank, and the next
 * higher value has the next.
 *
 * @param data Values of the channel [height × width].
 * @param labels Number of the object of each pixel [height × width], 0 outside.
 * @returns Ranks by value; 0 for values that no object has, which stand for nothing.
 *
 * @example
 * ```ts
 * import { denseRanks } from "./dense_ranks.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const data = new Uint16Array([8, 5, 5, 9]), labels = new Int32Array([0, 1, 1, 2]);
 * const { rankOf, levels } = denseRanks(data, labels);
 * assertEquals([rankOf[5], rankOf[9], levels], [0, 1, 2]);
 * ```
 */
export function denseRanks(data: Uint16Array, labels: Int32Array): DenseRanks {
  const rankOf = new Uint16Array(65536);
  for (let i = 0; i < data.length; i++) {
    if (labels[i] !== 0) rankOf[data[i] as number] = 1;
  }
  let levels = 0;
  for (let value = 0; value < rankOf.length; value++) {
    if (rankOf[value] === 1) rankOf[value] = levels++;
  }
  return { rankOf, levels };
}

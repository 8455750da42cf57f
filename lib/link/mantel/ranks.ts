/** Values in ascending order, to be ranked many times under other weights. */
export interface Sorted {
  /** Numbers of the values, ascending by value [n]. */
  order: Int32Array;
  /** Where runs of equal values end in `order`. */
  ends: Int32Array;
}

/**
 * Sorts values once.
 *
 * @param values Finite [n].
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...sortValues(new Float64Array([7, 5, 7])).ends], [1, 3]);
 * ```
 */
export function sortValues(values: Float64Array): Sorted {
  const order = Int32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const ends: number[] = [];
  for (let at = 1; at <= order.length; at++) {
    if (at === order.length || values[order[at]!] !== values[order[at - 1]!]) ends.push(at);
  }
  return { order, ends: Int32Array.from(ends) };
}

/**
 * Ranks from 1, equal values sharing the mean of their ranks; a value of weight w counts w times.
 *
 * @param sorted From {@link sortValues} [n].
 * @param ranks Takes the ranks [n]; those of weight 0 are of no meaning.
 * @param weights How often each value is there [n]; defaults to once.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const ranks = rankValues(sortValues(new Float64Array([7, 5, 7])), new Float64Array(3));
 * assertEquals([...ranks], [2.5, 1, 2.5]);
 * ```
 */
export function rankValues(
  { order, ends }: Sorted,
  ranks: Float64Array,
  weights?: Float64Array,
): Float64Array {
  let before = 0, start = 0;
  for (const end of ends) {
    let here = weights === undefined ? end - start : 0;
    if (weights !== undefined) {
      for (let at = start; at < end; at++) here += weights[order[at]!]!;
    }
    const rank = before + (here + 1) / 2;
    for (let at = start; at < end; at++) ranks[order[at]!] = rank;
    before += here;
    start = end;
  }
  return ranks;
}

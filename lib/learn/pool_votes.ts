/** What the examples of each unit say together. */
export interface PooledVotes {
  /** The units, in the order in which they are met [m]. */
  units: string[];
  /** Number of the likeliest class of each [m]. */
  named: number[];
}

/**
 * Lets examples vote: the cells of a well name one drug, the one with the largest sum of log
 * probabilities, as if cells were independent.
 *
 * @param logits What a network gave [n × classes].
 * @param units What votes together, such as the well of each example [n].
 * @throws {RangeError} without examples, or if their number does not divide that of the logits.
 *
 * @example
 * ```ts
 * import { poolVotes } from "./pool_votes.ts";
 * import { assertEquals } from "@std/assert";
 *
 * // One certain cell outvotes two that are nearly undecided.
 * const logits = new Float32Array([0, 0.1, 0, 0.1, 9, 0]);
 * assertEquals(poolVotes(logits, ["B02", "B02", "B02"]), { units: ["B02"], named: [0] });
 * ```
 */
export function poolVotes(logits: Float32Array, units: readonly string[]): PooledVotes {
  const classes = logits.length / units.length;
  if (units.length === 0 || !Number.isInteger(classes)) {
    throw new RangeError(`Cannot pool votes: ${logits.length} logits of ${units.length} examples`);
  }
  const groups = [...Map.groupBy(units.keys(), (row) => units[row]!)];
  const named = groups.map(([, rows]) => {
    const sum = new Float64Array(classes);
    for (const row of rows) {
      const own = logits.subarray(row * classes, (row + 1) * classes);
      const most = own.reduce((a, b) => Math.max(a, b), -Infinity);
      const total = Math.log(own.reduce((all, value) => all + Math.exp(value - most), 0));
      for (let c = 0; c < classes; c++) sum[c]! += own[c]! - most - total;
    }
    return sum.indexOf(Math.max(...sum));
  });
  return { units: groups.map(([unit]) => unit), named };
}

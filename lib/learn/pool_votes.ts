import { logSoftmax } from "./log_softmax.ts";

/** What the examples of each unit say together. */
export interface PooledVotes {
  /** The units, in the order in which they are met [m]. */
  units: string[];
  /** Number of the likeliest class of each [m]. */
  named: number[];
  /** Mean log probability of each class, brought to probabilities that sum to 1 [m × classes]. */
  probabilities: Float64Array;
}

/**
 * Lets examples vote: the cells of a well name one drug, the one with the largest sum of log
 * probabilities.
 *
 * The name is that of a product of the examples' probabilities. The probabilities are of their geometric
 * mean: a product would take examples for independent, and be sure of itself after a few cells.
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
 * const { units, named } = poolVotes(logits, ["B02", "B02", "B02"]);
 * assertEquals([units, named], [["B02"], [0]]);
 * ```
 */
export function poolVotes(logits: Float32Array, units: readonly string[]): PooledVotes {
  const classes = logits.length / units.length;
  if (units.length === 0 || !Number.isInteger(classes)) {
    throw new RangeError(`Cannot pool votes: ${logits.length} logits of ${units.length} examples`);
  }
  const logs = logSoftmax(logits, classes);
  const groups = [...Map.groupBy(units.keys(), (row) => units[row]!)];
  const means = new Float64Array(groups.length * classes);
  const named = groups.map(([, rows], unit) => {
    const mean = means.subarray(unit * classes, (unit + 1) * classes);
    for (const row of rows) {
      for (let c = 0; c < classes; c++) mean[c]! += logs[row * classes + c]! / rows.length;
    }
    return mean.indexOf(Math.max(...mean));
  });
  const probabilities = logSoftmax(means, classes).map(Math.exp);
  return { units: groups.map(([unit]) => unit), named, probabilities };
}

/**
 * Logarithms of the probabilities that scores stand for: each score less the logarithm of the sum of all
 * their exponentials, taken so that large scores do not overflow.
 *
 * @param scores Scores before softmax [n × classes].
 * @param classes Number of classes.
 * @returns Log probabilities [n × classes].
 *
 * @example
 * ```ts
 * import { logSoftmax } from "./log_softmax.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const [first] = logSoftmax(new Float32Array([1000, 1000]), 2);
 * assertAlmostEquals(Math.exp(first!), 0.5);
 * ```
 */
export function logSoftmax(scores: ArrayLike<number>, classes: number): Float64Array {
  const out = Float64Array.from(scores);
  for (let start = 0; start < out.length; start += classes) {
    const row = out.subarray(start, start + classes);
    const most = row.reduce((a, b) => Math.max(a, b), -Infinity);
    const total = most + Math.log(row.reduce((sum, score) => sum + Math.exp(score - most), 0));
    for (let c = 0; c < row.length; c++) row[c]! -= total;
  }
  return out;
}

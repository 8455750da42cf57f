/**
 * The class with the highest score in each row.
 *
 * @param scores Scores [n × classes].
 * @param classes Number of classes.
 * @returns Class numbers [n]; the first of equal ones.
 *
 * @example
 * ```ts
 * import { namedBy } from "./named_by.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(namedBy(new Float32Array([1, 3, 2, 0]), 2), new Int32Array([1, 0]));
 * ```
 */
export function namedBy(scores: ArrayLike<number>, classes: number): Int32Array {
  return Int32Array.from({ length: scores.length / classes }, (_, row) => {
    let best = 0;
    for (let c = 1; c < classes; c++) {
      if (scores[row * classes + c]! > scores[row * classes + best]!) best = c;
    }
    return best;
  });
}

import { InputError } from "../core/errors.ts";

/**
 * The class with the highest score in each row.
 *
 * @param scores Scores [n × classes].
 * @param classes Number of classes.
 * @returns Class numbers [n]; the first of equal ones.
 * @throws {InputError} for a score that is no number.
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
    for (let c = 0; c < classes; c++) {
      const score = scores[row * classes + c]!;
      if (Number.isNaN(score)) {
        throw new InputError("Cannot name a class", {
          found: `the score NaN of class ${c + 1} of example ${row + 1}`,
          allowed: "numbers",
        });
      }
      if (score > scores[row * classes + best]!) best = c;
    }
    return best;
  });
}

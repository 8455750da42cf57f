import { InputError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";
import { directions, dot } from "./mantel/residual.ts";
import type { AnyMatrix } from "./pairs.ts";

/** What {@link takeOff} leaves. */
export interface TakenOff {
  /** Features as they would be at the mean of the terms [n × d]. */
  features: Matrix;
  /**
   * What was fitted: lists of length 1, orthogonal to one another and to the constant; a term that
   * others explain adds none [k × n].
   */
  basis: Float64Array[];
}

/**
 * Takes off every feature what terms explain of it over the objects, by least squares.
 *
 * The mean of each feature stays, so that the features keep their zero: a cosine still is about the
 * controls where features are in units of these.
 *
 * @param features Features [n × d].
 * @param terms What is taken off, such as cell counts and their squares, one list each [q × n].
 * @throws {InputError} where lengths differ or a term is not finite.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const features = { rows: 3, cols: 1, data: new Float64Array([1, 2, 6]) };
 * const { features: { data } } = takeOff(features, [new Float64Array([10, 20, 30])]);
 * // The line is 0.5, 3, 5.5 with a mean of 3.
 * for (const [i, left] of [3.5, 2, 3.5].entries()) assertAlmostEquals(data[i]!, left, 1e-12);
 * ```
 */
export function takeOff(
  { rows, cols, data }: AnyMatrix,
  terms: readonly Float64Array[],
): TakenOff {
  const wrong = terms.find((term) => term.length !== rows || !term.every(Number.isFinite));
  if (wrong !== undefined) {
    throw new InputError("Cannot take terms off features", {
      found: wrong.length === rows ? "a value that is not finite" : `${wrong.length} values`,
      allowed: `one finite value for each of ${rows} objects`,
    });
  }
  const basis = directions(terms), left = Float64Array.from(data);
  const feature = new Float64Array(rows);
  for (let col = 0; col < cols; col++) {
    for (let row = 0; row < rows; row++) feature[row] = data[row * cols + col]!;
    for (const direction of basis) {
      const part = dot(feature, direction);
      for (let row = 0; row < rows; row++) feature[row]! -= part * direction[row]!;
    }
    for (let row = 0; row < rows; row++) left[row * cols + col] = feature[row]!;
  }
  return { features: { rows, cols, data: left }, basis };
}

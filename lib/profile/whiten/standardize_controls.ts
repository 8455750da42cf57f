import type { ProfileValues } from "../../core/profiles.ts";
import { type Matrix, zeros } from "../../core/matrix.ts";

/** Controls, centred and scaled, without the features that say nothing. */
export interface StandardizedControls {
  /** Numbers of the features that vary among the controls, ascending [k]. */
  varying: number[];
  /** Mean of those features among the controls [k]. */
  center: Float64Array;
  /** What they were divided by: their standard deviation among the controls, ddof 0 [k]. */
  scale: Float64Array;
  /** The controls in those units [controls × k]. */
  matrix: Matrix;
}

/**
 * Centres and scales the controls, feature by feature, and leaves out features that do not vary.
 *
 * A spread of less than 10⁻¹³ of the mean is rounding and counts as none.
 *
 * @param values Values of all rows [n × d].
 * @param width Number of features d.
 * @param rows The controls.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const { varying, matrix } = standardizeControls(new Float64Array([1, 7, 3, 7]), 2, [0, 1]);
 * assertEquals(varying, [0]);
 * assertEquals([...matrix.data], [-1, 1]);
 * ```
 */
export function standardizeControls(
  values: ProfileValues,
  width: number,
  rows: readonly number[],
): StandardizedControls {
  const means = new Float64Array(width), squares = new Float64Array(width);
  for (const row of rows) {
    for (let j = 0; j < width; j++) means[j] = means[j]! + values[row * width + j]! / rows.length;
  }
  for (const row of rows) {
    for (let j = 0; j < width; j++) {
      squares[j] = squares[j]! + (values[row * width + j]! - means[j]!) ** 2;
    }
  }
  const spreads = squares.map((sum) => Math.sqrt(sum / rows.length));
  const varying = Array.from(spreads.keys()).filter((j) =>
    spreads[j]! > Math.abs(means[j]!) * 1e-13
  );
  const matrix = zeros(rows.length, varying.length);
  let to = 0;
  for (const row of rows) {
    for (const j of varying) {
      matrix.data[to++] = (values[row * width + j]! - means[j]!) / spreads[j]!;
    }
  }
  const center = Float64Array.from(varying, (j) => means[j]!);
  return { varying, center, scale: Float64Array.from(varying, (j) => spreads[j]!), matrix };
}

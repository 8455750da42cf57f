import { type Matrix, zeros } from "../../core/matrix.ts";
import { rowProducts } from "../../core/row_products.ts";
import { transpose } from "../../core/transpose.ts";
import type { PrincipalAxes } from "../../core/principal_axes.ts";

/** A power of C + ridge · I, kept as what it does along the axes of C and to everything else. */
export interface Power {
  /** Factor of what lies outside the axes. */
  rest: number;
  /** Factor along each axis [r]. */
  along: Float64Array;
  /** The axes, rows of length 1 [r × k]. */
  axes: Matrix;
}

/**
 * A power of a covariance C plus a ridge on its diagonal, from the axes of C.
 *
 * @param covariance Axes along which C is not 0, and its variances there.
 * @param ridge What is added to the diagonal, above 0.
 * @param exponent −½ to whiten, ½ to undo it.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const axes = { rows: 1, cols: 2, data: new Float64Array([1, 0]) };
 * const power = powerOf({ variances: new Float64Array([3]), axes }, 1, 0.5);
 * assertEquals([power.rest, ...power.along], [1, 2]);
 * ```
 */
export function powerOf(
  covariance: Pick<PrincipalAxes, "variances" | "axes">,
  ridge: number,
  exponent: number,
): Power {
  const along = covariance.variances.map((variance) => (variance + ridge) ** exponent);
  return { rest: ridge ** exponent, along, axes: covariance.axes };
}

/**
 * Rows times the power, without its matrix being formed: few controls have few axes.
 *
 * @param rows Rows [n × k].
 * @returns Rows [n × k].
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const axes = { rows: 1, cols: 2, data: new Float64Array([1, 0]) };
 * const power = { rest: 1, along: new Float64Array([2]), axes };
 * const rows = { rows: 1, cols: 2, data: new Float64Array([5, 7]) };
 * assertEquals([...timesPower(rows, power).data], [10, 7]);
 * ```
 */
export function timesPower(rows: Matrix, { rest, along, axes }: Power): Matrix {
  const parts = rowProducts(rows, axes), r = along.length, out = zeros(rows.rows, rows.cols);
  for (let i = 0; i < parts.data.length; i++) {
    parts.data[i] = parts.data[i]! * (along[i % r]! - rest);
  }
  const change = rowProducts(parts, transpose(axes));
  for (let i = 0; i < out.data.length; i++) out.data[i] = rest * rows.data[i]! + change.data[i]!;
  return out;
}

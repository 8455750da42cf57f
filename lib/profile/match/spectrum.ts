import { covariance } from "../../core/covariance.ts";
import { symmetricEigen } from "../../core/eigen.ts";
import type { Matrix } from "../../core/matrix.ts";
import { rowProducts } from "../../core/row_products.ts";

/** Principal axes of some rows. */
export interface Spectrum {
  /** Mean of the rows [d]. */
  means: Float64Array;
  /** Variance along each axis, the largest first, none below 0 [d]. */
  variances: Float64Array;
  /** Row i is axis i, of length 1 [d × d]. */
  axes: Matrix;
}

/**
 * Principal axes of some rows of a matrix, those without variance too: other rows vary along them, and
 * a ridge keeps them.
 *
 * @param matrix Values [n × d].
 * @param rows Row numbers to use, at least two.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const matrix = { rows: 3, cols: 2, data: new Float64Array([0, 0, 1, 1, 2, 2]) };
 * assertAlmostEquals(spectrumOf(matrix, [0, 1, 2]).variances[0]!, 2);
 * ```
 */
export function spectrumOf(matrix: Matrix, rows: ArrayLike<number>): Spectrum {
  const { means, matrix: spread } = covariance(matrix, { rows });
  const { values, vectors } = symmetricEigen(spread);
  return { means, variances: values.map((value) => Math.max(0, value)), axes: vectors };
}

/**
 * Rows along the first axes, from the mean, in units of the spread where a ridge is given.
 *
 * With a ridge each axis is divided by √(variance + ridge · mean variance): whitening of the rows
 * that the axes come from, shrunk so that axes without variance do not blow up.
 *
 * @param matrix Values [n × d].
 * @param spectrum Axes, from these or other rows.
 * @param axes How many axes, k.
 * @param ridge Share of the mean variance to add, above 0; defaults to no division.
 * @returns [n × k].
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const matrix = { rows: 3, cols: 2, data: new Float64Array([0, 0, 1, 1, 2, 2]) };
 * const along = alongAxes(matrix, spectrumOf(matrix, [0, 1, 2]), 1);
 * assertAlmostEquals(along.data[2]!, Math.SQRT2);
 * ```
 */
export function alongAxes(
  matrix: Matrix,
  { means, variances, axes }: Spectrum,
  count: number,
  ridge?: number,
): Matrix {
  const d = matrix.cols, centred = new Float64Array(matrix.data.length);
  for (let i = 0; i < centred.length; i++) centred[i] = matrix.data[i]! - means[i % d]!;
  const first = { rows: count, cols: d, data: axes.data.subarray(0, count * d) };
  const along = rowProducts({ ...matrix, data: centred }, first);
  if (ridge === undefined) return along;
  const mean = variances.reduce((sum, variance) => sum + variance, 0) / d;
  const factor = variances.map((variance) => {
    const size = Math.sqrt(variance + ridge * mean);
    return size > 0 ? 1 / size : 0;
  });
  for (let i = 0; i < along.data.length; i++) along.data[i]! *= factor[i % count]!;
  return along;
}

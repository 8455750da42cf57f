import { symmetricEigen } from "./eigen.ts";
import { type Matrix, zeros } from "./matrix.ts";
import { addRowProducts, rowProducts } from "./row_products.ts";
import { transpose } from "./transpose.ts";

/** The axes along which rows vary. */
export interface PrincipalAxes {
  /** Mean of the rows [d]. */
  means: Float64Array;
  /** Variance along each axis, divided by n − 1, the largest first [k]. */
  variances: Float64Array;
  /** Row i is axis i, of length 1 [k × d]. */
  axes: Matrix;
}

/**
 * All axes along which rows vary about their mean, from the smaller of XXᵀ and XᵀX, so that few rows
 * of many features cost little. Axes with less than 10⁻¹⁰ of the largest variance are left out.
 *
 * @param matrix Rows, finite [n × d].
 * @param options Numbers of the rows to use; defaults to all.
 *
 * @example
 * ```ts
 * import { principalAxes } from "./principal_axes.ts";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * const data = new Float64Array([0, 5, 0, 6, 5, 8]);
 * const { means, variances, axes } = principalAxes({ rows: 2, cols: 3, data });
 * assertEquals([...means], [3, 5, 4]);
 * assertEquals(axes.rows, 1);
 * assertAlmostEquals(variances[0]!, 50);
 * assertAlmostEquals(Math.abs(axes.data[2]!), 0.8);
 * ```
 */
export function principalAxes(
  matrix: Matrix<Float32Array | Float64Array>,
  options: { rows?: ArrayLike<number> } = {},
): PrincipalAxes {
  const { means, rows } = centred(matrix, options.rows);
  const turned = transpose(rows), wide = rows.rows < rows.cols;
  const factor = wide ? rows : turned, squares = zeros(factor.rows, factor.rows);
  addRowProducts(factor, factor, squares.data, true);
  const { values, vectors } = symmetricEigen(squares);
  const negligible = 1e-10 * Math.max(0, values[0] ?? 0);
  const k = values.filter((value) => value > negligible).length, { cols } = vectors;
  const kept = { rows: k, cols, data: vectors.data.subarray(0, k * cols) };
  const variances = values.slice(0, k).map((value) => value / Math.max(1, rows.rows - 1));
  if (!wide) return { means, variances, axes: kept };
  const axes = rowProducts(kept, turned), d = rows.cols;
  for (let i = 0; i < k * d; i++) {
    axes.data[i] = axes.data[i]! / Math.sqrt(values[Math.floor(i / d)]!);
  }
  return { means, variances, axes };
}

function centred(
  { rows, cols: d, data }: Matrix<Float32Array | Float64Array>,
  chosen?: ArrayLike<number>,
): { means: Float64Array; rows: Matrix } {
  const n = chosen?.length ?? rows, out = zeros(n, d), means = new Float64Array(d);
  for (let i = 0, to = 0; i < n; i++) {
    for (let j = 0, at = (chosen?.[i] ?? i) * d; j < d; j++, at++) {
      means[j]! += data[at]!;
      out.data[to++] = data[at]!;
    }
  }
  for (let j = 0; j < d; j++) means[j]! /= Math.max(1, n);
  for (let i = 0, to = 0; i < n; i++) for (let j = 0; j < d; j++) out.data[to++]! -= means[j]!;
  return { means, rows: out };
}

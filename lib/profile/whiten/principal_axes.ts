import { symmetricEigen } from "../../core/eigen.ts";
import type { Matrix } from "../../core/matrix.ts";
import { rowProducts } from "../../core/row_products.ts";
import { transpose } from "../../core/transpose.ts";

/** The axes along which rows vary. */
export interface PrincipalAxes {
  /** Variance along each axis, divided by n − 1, the largest first [k]. */
  variances: Float64Array;
  /** Row i is axis i, of length 1 [k × d]. */
  axes: Matrix;
}

/**
 * The axes along which centred rows vary, from the smaller of XXᵀ and XᵀX, so that few rows of many
 * features cost little. Axes with less than 10⁻¹⁰ of the largest variance are left out.
 *
 * @param rows Centred rows [n × d].
 *
 * @example
 * ```ts
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * const data = new Float64Array([-3, 0, -4, 3, 0, 4]);
 * const { variances, axes } = principalAxes({ rows: 2, cols: 3, data });
 * assertEquals(axes.rows, 1);
 * assertAlmostEquals(variances[0]!, 50);
 * assertAlmostEquals(Math.abs(axes.data[2]!), 0.8);
 * ```
 */
export function principalAxes(rows: Matrix): PrincipalAxes {
  const turned = transpose(rows), wide = rows.rows < rows.cols;
  const { values, vectors } = symmetricEigen(
    wide ? rowProducts(rows, rows) : rowProducts(turned, turned),
  );
  const negligible = 1e-10 * Math.max(0, values[0] ?? 0);
  const k = values.filter((value) => value > negligible).length, { cols } = vectors;
  const kept = { rows: k, cols, data: vectors.data.subarray(0, k * cols) };
  const variances = values.slice(0, k).map((value) => value / Math.max(1, rows.rows - 1));
  if (!wide) return { variances, axes: kept };
  const axes = rowProducts(kept, turned), d = rows.cols;
  for (let i = 0; i < k * d; i++) {
    axes.data[i] = axes.data[i]! / Math.sqrt(values[Math.floor(i / d)]!);
  }
  return { variances, axes };
}

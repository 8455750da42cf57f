import { type Matrix, zeros } from "../../core/matrix.ts";
import { addRowProducts } from "../../core/row_products.ts";
import { thinSvd } from "../../core/svd.ts";
import { transpose } from "../../core/transpose.ts";

/** A whitening matrix and how many directions the data behind it have. */
export interface WhiteningMatrix {
  /** Row i gives output i from centred inputs [d × d]. */
  matrix: Matrix;
  /** Directions in which the data vary, at most d. */
  rank: number;
}

/**
 * The matrix that gives centred rows the covariance I, with ε and shrinkage towards the diagonal.
 *
 * With X = U S Vᵀ it is (S + ε)⁻¹ √(n − 1) Vᵀ, and V times that for ZCA. Shrinkage λ replaces the
 * covariance C by (1 − λ) C + λ diag(C), by rows that are added to X. Without it, directions in which
 * the rows do not vary get the size of the weakest direction in which they do, as pycytominer 1.2.4
 * has it.
 *
 * Source: Kessy, Lewin and Strimmer, Am. Stat. 72, 309 (2018).
 *
 * @param rows Centred rows [n × d], n ≥ 2.
 * @param options Whether ZCA, ε, shrinkage λ from 0 to 1.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const rows = { rows: 2, cols: 1, data: new Float64Array([-3, 3]) };
 * const { matrix } = whiteningMatrix(rows, { zca: true, epsilon: 0, shrinkage: 0 });
 * assertAlmostEquals(matrix.data[0] as number, 1 / Math.sqrt(18));
 * ```
 */
export function whiteningMatrix(
  rows: Matrix,
  { zca, epsilon, shrinkage }: { zca: boolean; epsilon: number; shrinkage: number },
): WhiteningMatrix {
  const { rows: n, cols: d } = rows;
  // With d more rows the matrix is never wide, so that all d axes come out.
  const stack = zeros(n + d, d);
  for (let i = 0; i < n * d; i++) {
    const value = rows.data[i]!, j = i % d;
    stack.data[i] = Math.sqrt(1 - shrinkage) * value;
    stack.data[(n + j) * d + j] = stack.data[(n + j) * d + j]! + value ** 2;
  }
  for (let j = 0; j < d; j++) {
    const at = (n + j) * d + j;
    stack.data[at] = Math.sqrt(shrinkage * stack.data[at]!);
  }
  const { values, right } = thinSvd(stack);
  const negligible = (values[0] ?? 0) * Number.EPSILON * Math.max(n, d);
  const rank = values.reduce((count, value) => count + (value > negligible ? 1 : 0), 0);
  const factors = values.map((_, i) =>
    Math.sqrt(n - 1) / (values[Math.min(i, rank - 1)]! + epsilon)
  );
  const matrix = { ...right, data: right.data.map((v, i) => v * factors[Math.floor(i / d)]!) };
  if (!zca) return { matrix, rank };
  const symmetric = zeros(d, d);
  addRowProducts(transpose(right), transpose(matrix), symmetric.data, false);
  return { matrix: symmetric, rank };
}

import { type Matrix, zeros } from "../../core/matrix.ts";
import { addRowProducts } from "../../core/row_products.ts";
import { thinSvd } from "../../core/svd.ts";
import { transpose } from "../../core/transpose.ts";
import { completeBasis } from "./complete_basis.ts";

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
 * With fewer rows than columns all directions at right angles to the rows are alike, where λ = 0 or
 * the columns have one variance: then the rows alone are decomposed, in n²·d and not in d³ steps.
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
  const squares = new Float64Array(d);
  for (let i = 0; i < n * d; i++) squares[i % d] = squares[i % d]! + rows.data[i]! ** 2;
  const alike = squares.every((sum) => Math.abs(sum - squares[0]!) <= 1e-9 * squares[0]!);
  const few = n < d && (shrinkage === 0 || alike);
  const { values, right } = few
    ? axesOfRows(rows, shrinkage, squares[0]!)
    : axesOfAll(rows, shrinkage, squares);
  const negligible = (values[0] ?? 0) * Number.EPSILON * Math.max(n, d);
  const rank = values.reduce((count, value) => count + (value > negligible ? 1 : 0), 0);
  // Outside the axes that came out there is one size.
  const missing = right.rows < d, outer = Math.sqrt(shrinkage * squares[0]!);
  const weakest = missing && shrinkage > 0 ? outer : values[rank - 1]!;
  const factor = (value: number) => Math.sqrt(n - 1) / (Math.max(value, weakest) + epsilon);
  const rest = missing ? factor(weakest) : 0;
  const all = missing && shrinkage > 0 ? d : rank;
  if (zca) {
    const symmetric = zeros(d, d), scaled = { ...right, data: right.data.slice() };
    for (let i = 0; i < right.data.length; i++) {
      scaled.data[i] = scaled.data[i]! * (factor(values[Math.floor(i / d)]!) - rest);
    }
    addRowProducts(transpose(right), transpose(scaled), symmetric.data, false);
    for (let j = 0; j < d; j++) symmetric.data[j * d + j] = symmetric.data[j * d + j]! + rest;
    return { matrix: symmetric, rank: all };
  }
  const matrix = zeros(d, d), outside = missing ? completeBasis(right).data : [];
  for (let i = 0; i < right.data.length; i++) {
    matrix.data[i] = right.data[i]! * factor(values[Math.floor(i / d)]!);
  }
  for (let i = 0; i < outside.length; i++) {
    matrix.data[right.data.length + i] = outside[i]! * rest;
  }
  return { matrix, rank: all };
}

interface Axes {
  /** Singular values, the largest first. */
  values: Float64Array;
  /** Their directions. */
  right: Matrix;
}

/** Directions in which few rows vary; λ adds the same to all. */
function axesOfRows(rows: Matrix, shrinkage: number, square: number): Axes {
  const { values, right } = thinSvd(rows), d = rows.cols;
  const negligible = (values[0] ?? 0) * Number.EPSILON * d;
  const r = values.reduce((count, value) => count + (value > negligible ? 1 : 0), 0);
  return {
    values: values.slice(0, r).map((value) =>
      Math.sqrt((1 - shrinkage) * value ** 2 + shrinkage * square)
    ),
    right: { rows: r, cols: d, data: right.data.slice(0, r * d) },
  };
}

/** All d directions: with d more rows the matrix is never wide. */
function axesOfAll(rows: Matrix, shrinkage: number, squares: Float64Array): Axes {
  const { rows: n, cols: d } = rows, stack = zeros(n + d, d);
  for (let i = 0; i < n * d; i++) stack.data[i] = Math.sqrt(1 - shrinkage) * rows.data[i]!;
  for (let j = 0; j < d; j++) stack.data[(n + j) * d + j] = Math.sqrt(shrinkage * squares[j]!);
  return thinSvd(stack);
}

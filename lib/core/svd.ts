import { largestSize, symmetricEigen } from "./eigen.ts";
import { type Matrix, zeros } from "./matrix.ts";
import { addRowProducts, rowProducts } from "./row_products.ts";
import { orthogonaliseRows } from "./svd/jacobi.ts";
import { transpose } from "./transpose.ts";

/** A matrix as Σ values[i] · (row i of left)ᵀ (row i of right). */
export interface Svd {
  /** Singular values, the largest first [k]. */
  values: Float64Array;
  /** Row i is the left singular vector of `values[i]`: Uᵀ [k × rows]. */
  left: Matrix;
  /** Row i is the right singular vector of `values[i]`: Vᵀ [k × columns]. */
  right: Matrix;
}

/**
 * Thin singular value decomposition, X = U S Vᵀ with k = min(rows, columns) singular values.
 *
 * The eigenvectors of XᵀX (or XXᵀ, the smaller of the two) nearly make the columns of XV
 * orthogonal; one-sided Jacobi rotations (Hestenes; Drmač and Veselić 2008) do the rest, so that
 * small singular values keep the digits which the square of a matrix loses. The largest entry of
 * each right vector is positive.
 *
 * @param matrix X [rows × columns]; it stays as it is.
 * @throws {InputError} where a value is not finite.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { values } = thinSvd({ rows: 2, cols: 2, data: new Float64Array([3, 0, 4, 5]) });
 * assertAlmostEquals(values[0] as number, Math.sqrt(45));
 * assertAlmostEquals(values[1] as number, Math.sqrt(5));
 * ```
 */
export function thinSvd(matrix: Matrix): Svd {
  const scale = largestSize(matrix, "Cannot take singular values");
  const scaled = { ...matrix, data: matrix.data.map((value) => value / scale) };
  const wide = matrix.cols > matrix.rows;
  const tall = wide ? scaled : transpose(scaled); // rows: the min(rows, columns) shorter sides
  const k = tall.rows;
  const gram = zeros(k, k);
  addRowProducts(tall, tall, gram.data, true);
  const inner = symmetricEigen(gram).vectors;
  const outer = rowProducts(inner, transpose(tall));
  const sizes = orthogonaliseRows(outer, inner);
  const order = Array.from(sizes.keys()).sort((a, b) => sizes[b]! - sizes[a]!);
  const [left, right] = wide ? [inner, outer] : [outer, inner];
  return {
    values: Float64Array.from(order, (row) => sizes[row]! * scale),
    ...positive(pick(left, order), pick(right, order)),
  };
}

function pick({ cols, data }: Matrix, order: readonly number[]): Matrix {
  const out = zeros(order.length, cols);
  order.forEach((row, to) => out.data.set(data.subarray(row * cols, (row + 1) * cols), to * cols));
  return out;
}

/** Turns pairs of vectors round where the largest entry of the right one is negative. */
function positive(left: Matrix, right: Matrix): { left: Matrix; right: Matrix } {
  for (let row = 0; row < right.rows; row++) {
    const vector = right.data.subarray(row * right.cols, (row + 1) * right.cols);
    const other = left.data.subarray(row * left.cols, (row + 1) * left.cols);
    let largest = 0;
    for (const value of vector) if (Math.abs(value) > Math.abs(largest)) largest = value;
    if (largest >= 0) continue;
    for (let i = 0; i < vector.length; i++) vector[i] = -vector[i]!;
    for (let i = 0; i < other.length; i++) other[i] = -other[i]!;
  }
  return { left, right };
}

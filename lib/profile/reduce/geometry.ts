import { InputError } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import type { Matrix32 } from "../../core/multiply.ts";
import type { Metric } from "./check.ts";

/** Vectors made ready for distances. */
export interface Geometry {
  /** The vectors; of length 1 for cosine [n × d]. */
  exact: Matrix<Float64Array | Float32Array>;
  /** The same minus their mean in 32 bits, for a product engine [n × d]. */
  quick: Matrix32;
  /** Squared length of each row of `quick` [n]. */
  squares: Float64Array;
  /** How distances are told. */
  metric: Metric;
}

/**
 * Makes vectors ready for distances that are cheap and precise.
 *
 * A shift of all vectors changes no distance but keeps digits in 32 bits. For cosine each vector is
 * first given the length 1: half the squared distance of two such vectors is one minus their cosine.
 *
 * @param matrix The vectors, finite [n × d].
 * @param metric How they are compared.
 * @throws {InputError} for cosine where a vector is all zeros, for it has no direction.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const matrix = { rows: 2, cols: 2, data: new Float64Array([3, 4, 5, 8]) };
 * assertEquals([...makeGeometry(matrix, "euclidean").quick.data], [-1, -2, 1, 2]);
 * ```
 */
export function makeGeometry(
  matrix: Matrix<Float64Array | Float32Array>,
  metric: Metric,
): Geometry {
  const { rows, cols } = matrix;
  const exact = metric === "cosine" ? unitRows(matrix) : matrix;
  const mean = columnMeans(exact), squares = new Float64Array(rows);
  const data = new Float32Array(rows * cols);
  for (let row = 0, i = 0; row < rows; row++) {
    let sum = 0;
    for (let col = 0; col < cols; col++, i++) {
      data[i] = exact.data[i]! - mean[col]!;
      sum += data[i]! ** 2;
    }
    squares[row] = sum;
  }
  return { exact, quick: { rows, cols, data }, squares, metric };
}

/**
 * Mean of each column [d].
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const matrix = { rows: 2, cols: 2, data: new Float64Array([3, 4, 5, 8]) };
 * assertEquals([...columnMeans(matrix)], [4, 6]);
 * ```
 */
export function columnMeans(
  { rows, cols, data }: Matrix<Float64Array | Float32Array>,
): Float64Array {
  const mean = new Float64Array(cols);
  for (let row = 0, i = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++, i++) mean[col]! += data[i]!;
  }
  return mean.map((sum) => sum / rows);
}

/**
 * Squared Euclidean distance of two rows in 64 bits.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const matrix = { rows: 2, cols: 2, data: new Float64Array([0, 0, 3, 4]) };
 * assertEquals(squaredDistance(matrix, 0, 1), 25);
 * ```
 */
export function squaredDistance(
  { cols, data }: Matrix<Float64Array | Float32Array>,
  a: number,
  b: number,
): number {
  let sum = 0;
  for (let i = a * cols, j = b * cols, end = i + cols; i < end; i++, j++) {
    const difference = data[i]! - data[j]!;
    sum += difference * difference;
  }
  return sum;
}

function unitRows({ rows, cols, data }: Matrix<Float64Array | Float32Array>): Matrix {
  const unit = Float64Array.from(data);
  for (let row = 0; row < rows; row++) {
    const vector = unit.subarray(row * cols, (row + 1) * cols);
    // Over the largest value first, or squares of very large or small numbers leave the range.
    let largest = 0, sum = 0;
    for (let i = 0; i < cols; i++) largest = Math.max(largest, Math.abs(vector[i]!));
    if (largest === 0) {
      throw new InputError("Cannot compare vectors by their cosine", {
        row: row + 1,
        found: "a vector of zeros, which has no direction",
        hint: "Leave the row out, or use the metric euclidean",
      });
    }
    for (let i = 0; i < cols; i++) sum += (vector[i]! /= largest) ** 2;
    const length = Math.sqrt(sum);
    for (let i = 0; i < cols; i++) vector[i]! /= length;
  }
  return { rows, cols, data: unit };
}

import type { Matrix } from "../../core/matrix.ts";
import type { Matrix32 } from "../../core/multiply.ts";

/**
 * How far apart two rows are.
 *
 * - `cosine`: 1 − a·b / (‖a‖ ‖b‖), from 0 to 2. A row of zeros has no direction: its cosine with
 *   every row, itself too, counts as 0.
 * - `pearson`: the same after each row's own mean is taken off; a constant row has no direction.
 * - `euclidean`: ‖a − b‖.
 */
export type Metric = "cosine" | "pearson" | "euclidean";

/** Rows made ready, so that one matrix product gives all distances. */
export interface Prepared {
  /** Rows of length 1 or 0 (cosine, Pearson), or moved by a common origin (Euclid) [n × d]. */
  rows: Matrix32;
  /** Squared length of each row [n]. */
  squares: Float64Array;
}

/**
 * Makes rows ready for {@link Metric}; the arithmetic is in 64 bits, rounded once.
 *
 * @param matrix Finite values [n × d].
 * @param metric Which distance.
 * @param origin What Euclid takes off each row [d]: near the data, or digits are lost.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const matrix = { rows: 2, cols: 2, data: new Float64Array([0, 5, 0, 0]) };
 * assertEquals([...prepare(matrix, "cosine", new Float64Array(2)).rows.data], [0, 1, 0, 0]);
 * ```
 */
export function prepare(
  matrix: Matrix<Float32Array | Float64Array>,
  metric: Metric,
  origin: Float64Array,
): Prepared {
  const { rows, cols, data } = matrix;
  const ready = new Float32Array(rows * cols), squares = new Float64Array(rows);
  const row = new Float64Array(cols);
  for (let i = 0; i < rows; i++) {
    let largest = 0;
    for (let j = 0; j < cols; j++) {
      row[j] = data[i * cols + j]!;
      largest = Math.max(largest, Math.abs(row[j]!));
    }
    if (metric === "euclidean") { for (let j = 0; j < cols; j++) row[j]! -= origin[j]!; }
    else toUnit(row, metric === "pearson", largest);
    for (let j = 0; j < cols; j++) {
      const value = ready[i * cols + j] = row[j]!;
      squares[i]! += value * value;
    }
  }
  return { rows: { rows, cols, data: ready }, squares };
}

/**
 * The mean of each column [d].
 *
 * @param matrix Rows [n × d].
 *
 * @example
 * ```ts
 * import { columnMeans } from "./prepare.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const matrix = { rows: 2, cols: 2, data: new Float64Array([1, 2, 3, 6]) };
 * assertEquals([...columnMeans(matrix)], [2, 4]);
 * ```
 */
export function columnMeans(matrix: Matrix<Float32Array | Float64Array>): Float64Array {
  const { rows, cols, data } = matrix;
  const means = new Float64Array(cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) means[j]! += data[i * cols + j]! / rows;
  }
  return means;
}

/** Scales by the largest value first, so that very large and very small rows keep their direction. */
function toUnit(row: Float64Array, center: boolean, largest: number): void {
  if (largest === 0) return;
  let mean = 0;
  if (center) { for (const value of row) mean += value / largest / row.length; }
  let square = 0;
  for (let j = 0; j < row.length; j++) {
    const value = row[j] = row[j]! / largest - mean;
    square += value * value;
  }
  // What is left of a constant row is rounding.
  const none = center && square <= row.length * (1e-14 * Math.abs(mean)) ** 2;
  const length = Math.sqrt(square);
  for (let j = 0; j < row.length; j++) row[j] = none || length === 0 ? 0 : row[j]! / length;
}

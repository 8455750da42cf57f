import { type Matrix, zeros } from "../../core/matrix.ts";
import { principalAxes } from "../../core/principal_axes.ts";
import { columnMeans } from "./geometry.ts";
import { largestEigen } from "./lanczos.ts";

/** The directions along which rows vary most. */
export interface Axes {
  /** Row i is the i-th direction, of length 1; its largest entry by size is positive [k × d]. */
  axes: Matrix;
  /** Variance along each, with n − 1 [k]. */
  variances: Float64Array;
  /** Where the rows are along each [n × k]. */
  scores: Matrix;
  /** Mean of each column [d]. */
  means: Float64Array;
  /** Variance of all columns together. */
  total: number;
}

/** Up to this many rows or columns all eigenvalues are found at once. */
const small = 256;

/**
 * The principal axes of the largest variance, as many as asked for, with the rows along them.
 *
 * All axes at once ({@link principalAxes}), or by Lanczos' method where few are wanted of many. Where
 * rows vary along fewer, the others are directions without variance.
 *
 * @param matrix Finite values, at least two rows [n × d].
 * @param count How many axes, at most min(n, d).
 * @param tolerance Where Lanczos' method stops.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const matrix = { rows: 3, cols: 2, data: new Float64Array([0, 0, 3, 4, 6, 8]) };
 * const { axes, variances } = largestAxes(matrix, 1);
 * assertAlmostEquals(variances[0]!, 25);
 * assertAlmostEquals(axes.data[1]!, 0.8);
 * ```
 */
export function largestAxes(
  matrix: Matrix<Float64Array | Float32Array>,
  count: number,
  tolerance = 1e-10,
): Axes {
  const means = columnMeans(matrix), centred = centre(matrix, means);
  const { rows: n, cols: d, data } = centred, side = Math.min(n, d);
  let total = 0;
  for (let i = 0; i < data.length; i++) total += data[i]! ** 2 / (n - 1);
  const few = side > small && count <= side / 8 && total > 0;
  const found = few ? byLanczos(centred, count, tolerance) : principalAxes(centred);
  const axes = zeros(count, d), variances = new Float64Array(count);
  for (let axis = 0; axis < count; axis++) {
    variances[axis] = Math.max(0, found.variances[axis] ?? 0);
    axes.data.set(found.axes.data.subarray(axis * d, (axis + 1) * d), axis * d);
    makeUnit(axes, axis);
  }
  const scores = zeros(n, count);
  for (let row = 0; row < n; row++) {
    for (let axis = 0; axis < count; axis++) {
      let sum = 0;
      for (let i = row * d, j = axis * d, k = 0; k < d; k++) sum += data[i++]! * axes.data[j++]!;
      scores.data[row * count + axis] = sum;
    }
  }
  return { axes, variances, scores, means, total };
}

/** The first axes of centred rows; those of wide ones have any length. */
function byLanczos(centred: Matrix, count: number, tolerance: number) {
  const { rows: n, cols: d } = centred, side = Math.min(n, d);
  const apply = d <= n ? spread(centred) : likeness(centred);
  const { values, vectors } = largestEigen(side, count, apply, tolerance);
  if (d <= n) return { variances: values, axes: vectors };
  const axes = zeros(count, d);
  for (let axis = 0; axis < count; axis++) {
    const vector = vectors.data.subarray(axis * side, (axis + 1) * side);
    timesTransposed(centred, vector, axes.data.subarray(axis * d, (axis + 1) * d));
  }
  return { variances: values, axes };
}

function centre({ rows, cols, data }: Matrix<Float64Array | Float32Array>, means: Float64Array) {
  const out = zeros(rows, cols);
  for (let i = 0, col = 0; i < data.length; i++, col = col + 1 === cols ? 0 : col + 1) {
    out.data[i] = data[i]! - means[col]!;
  }
  return out;
}

/** Product of the covariance with a vector, without making the covariance. */
function spread({ rows, cols, data }: Matrix) {
  return (vector: Float64Array, out: Float64Array) => {
    out.fill(0);
    for (let row = 0; row < rows; row++) {
      const at = row * cols;
      let sum = 0;
      for (let col = 0; col < cols; col++) sum += data[at + col]! * vector[col]!;
      sum /= rows - 1;
      for (let col = 0; col < cols; col++) out[col]! += sum * data[at + col]!;
    }
  };
}

/** The same for the products of rows. */
function likeness(matrix: Matrix) {
  const { rows, cols, data } = matrix, sums = new Float64Array(cols);
  return (vector: Float64Array, out: Float64Array) => {
    timesTransposed(matrix, vector, sums);
    for (let row = 0; row < rows; row++) {
      const at = row * cols;
      let sum = 0;
      for (let col = 0; col < cols; col++) sum += data[at + col]! * sums[col]!;
      out[row] = sum / (rows - 1);
    }
  };
}

function timesTransposed({ rows, cols, data }: Matrix, vector: Float64Array, out: Float64Array) {
  out.fill(0);
  for (let row = 0; row < rows; row++) {
    const weight = vector[row]!, at = row * cols;
    for (let col = 0; col < cols; col++) out[col]! += weight * data[at + col]!;
  }
}

/**
 * Gives an axis the length 1, its largest entry a plus, and takes the earlier axes out of it: an axis
 * of no variance comes from nothing but rounding, and must be a direction of its own nevertheless.
 */
function makeUnit({ cols, data }: Matrix, axis: number): void {
  const vector = data.subarray(axis * cols, (axis + 1) * cols);
  for (let trial = -1; trial < cols; trial++) {
    if (trial >= 0) vector.fill(0)[trial] = 1;
    const before = length(vector);
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < axis; other++) {
        let along = 0;
        for (let i = 0; i < cols; i++) along += vector[i]! * data[other * cols + i]!;
        for (let i = 0; i < cols; i++) vector[i]! -= along * data[other * cols + i]!;
      }
    }
    if (length(vector) > before / 100) break;
  }
  const size = length(vector);
  let largest = 0;
  for (const value of vector) if (Math.abs(value) > Math.abs(largest)) largest = value;
  for (let i = 0; i < cols; i++) vector[i]! /= largest < 0 ? -size : size;
}

function length(vector: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += vector[i]! ** 2;
  return Math.sqrt(sum);
}

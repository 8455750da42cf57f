import { InputError } from "./errors.ts";
import { type Matrix, zeros } from "./matrix.ts";
import { addRowProducts } from "./row_products.ts";

/** How `covariance` counts. */
export interface CovarianceOptions {
  /** Row numbers to use, from 0; defaults to all rows. */
  rows?: ArrayLike<number>;
  /** What is taken off the number of rows in the divisor; defaults to 1. */
  ddof?: number;
}

/** Means and covariance of some rows. */
export interface Covariance {
  /** Mean of each column [d]. */
  means: Float64Array;
  /** Covariance of the columns, symmetric [d × d]. */
  matrix: Matrix;
}

/** Rows that are centred and turned at a time: the memory used beside the result. */
const blockRows = 256;

/**
 * Means and covariance of the columns of a matrix, in blocks of rows.
 *
 * Rows are centred before products are taken, so that a large mean costs no digits.
 *
 * @param matrix Values, 32 or 64 bits [n × d].
 * @param options Which rows, which divisor.
 * @throws {InputError} where there are no more rows than `ddof`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const data = new Float64Array([1, 10, 3, 30]);
 * const { means, matrix } = covariance({ rows: 2, cols: 2, data });
 * assertEquals([...means], [2, 20]);
 * assertEquals([...matrix.data], [2, 20, 20, 200]);
 * ```
 */
export function covariance(
  matrix: Matrix | Matrix<Float32Array>,
  options: CovarianceOptions = {},
): Covariance {
  const { cols: d, data } = matrix;
  const ddof = options.ddof ?? 1, rows = options.rows;
  const n = rows?.length ?? matrix.rows;
  const rowAt = (i: number) => rows === undefined ? i : rows[i] as number;
  if (n <= ddof) {
    throw new InputError("Cannot take the covariance: there are too few rows", {
      found: n,
      allowed: `${ddof + 1} or more`,
    });
  }
  const means = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    for (let j = 0, at = rowAt(i) * d; j < d; j++) means[j] = means[j]! + data[at++]!;
  }
  for (let j = 0; j < d; j++) means[j] = means[j]! / n;
  const sums = zeros(d, d);
  for (let first = 0; first < n; first += blockRows) {
    const count = Math.min(blockRows, n - first);
    const turned = zeros(d, count);
    for (let i = 0; i < count; i++) {
      const at = rowAt(first + i) * d;
      for (let j = 0; j < d; j++) turned.data[j * count + i] = data[at + j]! - means[j]!;
    }
    addRowProducts(turned, turned, sums.data, true);
  }
  for (let i = 0; i < d; i++) {
    for (let j = i; j < d; j++) {
      sums.data[i * d + j] = sums.data[j * d + i] = sums.data[i * d + j]! / (n - ddof);
    }
  }
  return { means, matrix: sums };
}

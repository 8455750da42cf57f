import { InputError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";
import { rowProducts } from "../core/row_products.ts";
import { type AnyMatrix, pairValues } from "./pairs.ts";

/**
 * The linear kernel: dot products of rows whose column means were taken off.
 *
 * @param matrix Features of objects [n × d].
 * @returns Similarities [n × n].
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const matrix = { rows: 2, cols: 1, data: new Float64Array([1, 5]) };
 * assertEquals([...linearKernel(matrix).data], [4, -4, -4, 4]);
 * ```
 */
export function linearKernel({ rows, cols, data }: AnyMatrix): Matrix {
  const means = new Float64Array(cols), centred = new Float64Array(rows * cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) means[j]! += data[i * cols + j]! / rows;
  }
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) centred[i * cols + j] = data[i * cols + j]! - means[j]!;
  }
  const values = { rows, cols, data: centred };
  return rowProducts(values, values);
}

/** How wide {@link rbfKernel} looks. */
export interface RbfOptions {
  /** σ as a multiple of the median distance between objects; defaults to *1*. */
  bandwidth?: number;
}

/**
 * The radial kernel exp(−d² / 2σ²), σ a multiple of the median distance: near objects count, far
 * ones hardly do.
 *
 * Source: Kornblith et al. 2019, Similarity of neural network representations revisited, section 3.
 *
 * @param distances Symmetric [n × n].
 * @param options Width.
 * @returns Similarities, 0 to 1 [n × n].
 * @throws {InputError} as `pairValues` does, for a width that is not positive, and where more than
 * half of all distances are 0.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const distances = { rows: 2, cols: 2, data: new Float64Array([0, 3, 3, 0]) };
 * assertAlmostEquals(rbfKernel(distances).data[1]!, Math.exp(-1 / 2));
 * ```
 */
export function rbfKernel(distances: AnyMatrix, { bandwidth = 1 }: RbfOptions = {}): Matrix {
  const n = distances.rows, sorted = pairValues(distances, "distances", 2).sort();
  const middle = (sorted.length - 1) / 2;
  const median = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
  const width = bandwidth * median;
  if (!(width > 0)) {
    throw new InputError("Cannot make a radial kernel", {
      found: `a bandwidth of ${bandwidth} times the median distance ${median}`,
      allowed: "a width above 0",
    });
  }
  const data = Float64Array.from(distances.data, (d) => Math.exp(-(d * d) / (2 * width * width)));
  for (let i = 0; i < n; i++) data[i * n + i] = 1;
  return { rows: n, cols: n, data };
}

import type { Matrix } from "./matrix.ts";
import { rowProducts } from "./row_products.ts";

/** A matrix of 32-bit numbers. */
export type Matrix32 = Matrix<Float32Array>;

/**
 * An engine of matrix products: left [n × d] times the transpose of right [m × d], as [n × m].
 *
 * The rows of both are what one has in hand (profiles, embeddings), so the result holds the dot
 * product of each row of the left with each row of the right. Pure code takes an engine as an
 * option, so that notebooks and commands can hand in a faster one; see {@link multiply}.
 */
export type Product = (left: Matrix32, right: Matrix32) => Promise<Matrix32>;

/**
 * The product of a matrix with the transpose of another, in plain typed arrays on one core.
 *
 * Sums are kept in 64 bits and rounded once, so that a value does not depend on its place in the
 * matrix.
 *
 * @param left Matrix [n × d].
 * @param right Matrix [m × d].
 * @returns left · rightᵀ [n × m].
 * @throws {InputError} where the matrices differ in columns.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const left = { rows: 2, cols: 2, data: new Float32Array([1, 2, 3, 4]) };
 * const right = { rows: 1, cols: 2, data: new Float32Array([5, 6]) };
 * assertEquals([...(await multiply(left, right)).data], [17, 39]);
 * ```
 */
export function multiply(left: Matrix32, right: Matrix32): Promise<Matrix32> {
  return Promise.try(() => {
    const { rows, cols, data } = rowProducts(widened(left), widened(right));
    return { rows, cols, data: new Float32Array(data) };
  });
}

function widened({ rows, cols, data }: Matrix32): Matrix {
  return { rows, cols, data: new Float64Array(data) };
}

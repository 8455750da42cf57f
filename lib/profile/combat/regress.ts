/** A Cholesky factor, or the first column that follows from those before it. */
export type Factor = { lower: Float64Array } | { dependent: number };

/**
 * The Cholesky factor L of a matrix of cross-products, G = L·Lᵀ.
 *
 * @param products Symmetric, positive [p × p], row after row.
 * @param sizes What is large for each column: the squares of its values about their mean [p].
 * @returns The factor, or the first column of which less than 10⁻¹² of that size is its own.
 *
 * @example
 * ```ts
 * import { factorize } from "./regress.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(factorize([4, 2, 2, 1], [4, 1]), { dependent: 1 });
 * ```
 */
export function factorize(products: ArrayLike<number>, sizes: ArrayLike<number>): Factor {
  const p = sizes.length;
  const lower = new Float64Array(p * p);
  for (let row = 0; row < p; row++) {
    for (let col = 0; col <= row; col++) {
      let sum = products[row * p + col] as number;
      for (let k = 0; k < col; k++) sum -= lower[row * p + k]! * lower[col * p + k]!;
      if (col < row) lower[row * p + col] = sum / lower[col * p + col]!;
      else if (sum > (sizes[row] as number) * 1e-12) lower[row * p + row] = Math.sqrt(sum);
      else return { dependent: row };
    }
  }
  return { lower };
}

/**
 * Solves G·B = R in place, given the Cholesky factor of G.
 *
 * @param lower From {@link factorize} [p × p].
 * @param right R, which becomes B [p × d].
 * @param width d.
 *
 * @example
 * ```ts
 * import { solve } from "./regress.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const right = new Float64Array([8, 4]);
 * solve(new Float64Array([2]), right, 2); // 2·2·B = R
 * assertEquals([...right], [2, 1]);
 * ```
 */
export function solve(lower: Float64Array, right: Float64Array, width: number): void {
  const p = right.length / Math.max(1, width);
  const eliminate = (row: number, by: number, factor: number) => {
    for (let i = 0; i < width; i++) right[row * width + i]! -= factor * right[by * width + i]!;
  };
  const divide = (row: number) => {
    for (let i = 0; i < width; i++) right[row * width + i]! /= lower[row * p + row]!;
  };
  for (let row = 0; row < p; row++) {
    for (let k = 0; k < row; k++) eliminate(row, k, lower[row * p + k]!);
    divide(row);
  }
  for (let row = p - 1; row >= 0; row--) {
    for (let k = row + 1; k < p; k++) eliminate(row, k, lower[k * p + row]!);
    divide(row);
  }
}

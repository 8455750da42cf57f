/** A dense matrix, row after row in one typed array. */
export interface Matrix<T extends Float32Array | Float64Array = Float64Array> {
  /** Number of rows. */
  rows: number;
  /** Number of columns. */
  cols: number;
  /** Values, `data[row * cols + col]`. */
  data: T;
}

/**
 * A matrix of zeros, [rows × cols].
 *
 * @example
 * ```ts
 * import { zeros } from "./matrix.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(zeros(2, 3).data.length, 6);
 * ```
 */
export function zeros(rows: number, cols: number): Matrix {
  return { rows, cols, data: new Float64Array(rows * cols) };
}

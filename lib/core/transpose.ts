import { type Matrix, zeros } from "./matrix.ts";

/** Side of the squares that are turned one at a time, so that both sides stay in the cache. */
const side = 32;

/**
 * A matrix with its rows as columns, as a copy in 64 bits.
 *
 * @param matrix Values [n × d].
 * @returns Values [d × n].
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const { data } = transpose({ rows: 1, cols: 2, data: new Float32Array([1, 2]) });
 * assertEquals([...data], [1, 2]);
 * ```
 */
export function transpose({ rows, cols, data }: Matrix | Matrix<Float32Array>): Matrix {
  const out = zeros(cols, rows);
  for (let top = 0; top < rows; top += side) {
    for (let left = 0; left < cols; left += side) {
      for (let i = top; i < Math.min(top + side, rows); i++) {
        for (let j = left; j < Math.min(left + side, cols); j++) {
          out.data[j * rows + i] = data[i * cols + j]!;
        }
      }
    }
  }
  return out;
}

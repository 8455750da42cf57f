import type { Matrix } from "../../core/matrix.ts";

/**
 * Rows scaled to length 1, as a copy; a row of zeros stays.
 *
 * @param rows Rows [n × d].
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const rows = { rows: 2, cols: 2, data: new Float64Array([3, 4, 0, 0]) };
 * assertEquals([...unitRows(rows).data], [0.6, 0.8, 0, 0]);
 * ```
 */
export function unitRows({ rows, cols, data }: Matrix): Matrix {
  const out = data.slice();
  for (let i = 0; i < rows; i++) {
    let square = 0;
    for (let j = i * cols; j < (i + 1) * cols; j++) square += data[j]! ** 2;
    if (square === 0) continue;
    const length = Math.sqrt(square);
    for (let j = i * cols; j < (i + 1) * cols; j++) out[j] = data[j]! / length;
  }
  return { rows, cols, data: out };
}

import { InputError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";

/**
 * Refuses values that are not finite: no distance, rank or score has a meaning with them.
 *
 * @param attempted What was attempted, as the start of the sentence.
 * @param matrix Values [n × d].
 * @param features Names of the columns, for the message; defaults to their numbers.
 * @throws {InputError} naming the first such value, its row and column, and how many there are.
 *
 * @example
 * ```ts
 * import { assertThrows } from "@std/assert";
 *
 * const matrix = { rows: 1, cols: 2, data: new Float64Array([1, NaN]) };
 * assertThrows(() => checkFinite("Cannot compare", matrix, ["area", "texture"]), Error, "texture");
 * ```
 */
export function checkFinite(
  attempted: string,
  matrix: Matrix<Float32Array | Float64Array>,
  features?: readonly string[],
): void {
  const { data, cols } = matrix;
  let first = -1, count = 0;
  const columns = new Set<number>();
  for (let i = 0; i < data.length; i++) {
    if (Number.isFinite(data[i])) continue;
    if (count++ === 0) first = i;
    columns.add(i % cols);
  }
  if (count === 0) return;
  throw new InputError(attempted, {
    row: Math.floor(first / cols) + 1,
    column: features?.[first % cols] ?? String(first % cols + 1),
    found: `${data[first]}, and ${count} such ${count === 1 ? "value" : "values"} in all, ` +
      `in ${columns.size} of ${cols} columns`,
    allowed: "finite numbers",
    hint: "Drop or fill these values first",
  });
}

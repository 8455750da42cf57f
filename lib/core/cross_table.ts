import type { Matrix } from "./matrix.ts";

/** How often each pair of values occurs. */
export interface CrossTable {
  /** Values of the first list, in the order asked for or met. */
  rows: string[];
  /** Values of the second list. */
  columns: string[];
  /** Counts [rows × columns]. */
  counts: Matrix;
}

/**
 * Counts how often two labels occur together: mechanism by week, true by predicted class.
 *
 * @param first One label an example.
 * @param second Another label of the same examples.
 * @param order Order of the rows and columns; defaults to the order in which values are met. A value
 * that is named and never met makes a row (column) of zeros.
 * @throws {RangeError} where the lists differ in length, or a value is not in the order given.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const { rows, columns, counts } = crossTable(["a", "b", "a"], ["x", "x", "y"]);
 * assertEquals([rows, columns], [["a", "b"], ["x", "y"]]);
 * assertEquals([...counts.data], [1, 1, 1, 0]);
 * ```
 */
export function crossTable(
  first: readonly string[],
  second: readonly string[],
  order: { rows?: readonly string[]; columns?: readonly string[] } = {},
): CrossTable {
  if (first.length !== second.length) {
    throw new RangeError(`Cannot count pairs: ${first.length} labels and ${second.length} labels`);
  }
  const rows = [...order.rows ?? new Set(first)];
  const columns = [...order.columns ?? new Set(second)];
  const rowOf = new Map(rows.map((value, index) => [value, index]));
  const columnOf = new Map(columns.map((value, index) => [value, index]));
  const data = new Float64Array(rows.length * columns.length);
  for (const [index, value] of first.entries()) {
    const row = rowOf.get(value), column = columnOf.get(second[index] as string);
    if (row === undefined || column === undefined) {
      const missing = row === undefined ? value : second[index];
      throw new RangeError(`Cannot count pairs: "${missing}" is not in the order given`);
    }
    data[row * columns.length + column]! += 1;
  }
  return { rows, columns, counts: { rows: rows.length, cols: columns.length, data } };
}

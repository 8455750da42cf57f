/**
 * Rows of a table as lines, their cells below one another.
 *
 * @param rows Cells of each row, the names of the columns first; all rows as long as the first.
 *
 * @example
 * ```ts
 * import { aligned } from "./aligned.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(aligned([["bench", "s"], ["tsne", "1.5"]]), ["bench  s", "tsne   1.5"]);
 * ```
 */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    rows.reduce((most, cells) => Math.max(most, cells[column]?.length ?? 0), 0)
  );
  return rows.map((cells) =>
    cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd()
  );
}

import type pl from "nodejs-polars";

/**
 * The columns of a frame by their names, for loops over many: a question to a polars frame, each
 * `getColumn` too, costs as much as the frame has columns.
 *
 * @param frame Any frame.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { columnsByName } from "./columns_by_name.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const columns = columnsByName(pl.DataFrame({ area: [1, 2], height: [3, 4] }));
 * assertEquals(columns.get("height")?.toArray(), [3, 4]);
 * ```
 */
export function columnsByName(frame: pl.DataFrame): Map<string, pl.Series> {
  // Not by `frame.columns`: a column of that name would answer.
  return new Map(frame.getColumns().map((column: pl.Series) => [column.name, column]));
}

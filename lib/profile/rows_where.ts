import type pl from "nodejs-polars";
import { InputError } from "../core/errors.ts";
import { type MetaValue, metaValues } from "../core/profiles.ts";

/**
 * Which rows are meant: for each metadata column its value, or several that are all right; a row
 * must fit in every column. Or a mask, `true` for each row that is meant [n].
 */
export type RowQuery = Readonly<Record<string, MetaValue | readonly MetaValue[]>> | boolean[];

/**
 * A mask of the rows that are meant.
 *
 * @param meta Metadata [n rows].
 * @param query Values by column, or a mask.
 * @returns `true` for each row that is meant [n].
 * @throws {InputError} if a column is missing, no row fits, or a mask has another length.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { rowsWhere } from "./rows_where.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ compound: ["DMSO", "taxol"] });
 * assertEquals(rowsWhere(meta, { compound: "DMSO" }), [true, false]);
 * ```
 */
export function rowsWhere(meta: pl.DataFrame, query: RowQuery): boolean[] {
  if (Array.isArray(query)) {
    if (query.length !== meta.height) {
      throw new InputError("Cannot choose rows: the mask has another length than the profiles", {
        found: query.length,
        allowed: String(meta.height),
      });
    }
    return query;
  }
  const mask = new Array<boolean>(meta.height).fill(true);
  for (const [column, wanted] of Object.entries(query)) {
    const allowed = new Set(Array.isArray(wanted) ? wanted : [wanted]);
    const values = metaValues(meta, column);
    for (let row = 0; row < mask.length; row++) mask[row] &&= allowed.has(values[row] ?? null);
  }
  if (!mask.includes(true)) {
    throw new InputError("Cannot choose rows: none fits", { found: JSON.stringify(query) });
  }
  return mask;
}

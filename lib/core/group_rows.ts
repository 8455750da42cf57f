import type pl from "nodejs-polars";
import { InputError } from "./errors.ts";
import { type MetaValue, metaValues } from "./profiles.ts";

/**
 * Row numbers that share the same values in some metadata columns.
 *
 * Groups come in the order in which they first appear, rows in ascending order. The key of a group
 * is its value, or its values joined by a tab; a missing value reads `∅`.
 *
 * @param meta Metadata [n rows].
 * @param columns One or several of its columns.
 * @throws {InputError} if a column is missing, or two groups would have the same key because the
 * values themselves hold tabs.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { groupRows } from "./group_rows.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ plate: ["P1", "P1", "P2"], compound: ["DMSO", "taxol", "DMSO"] });
 * assertEquals(groupRows(meta, "compound").get("DMSO"), [0, 2]);
 * assertEquals([...groupRows(meta, ["plate", "compound"]).keys()][2], "P2\tDMSO");
 * ```
 */
export function groupRows(
  meta: pl.DataFrame,
  columns: string | readonly string[],
): Map<string, number[]> {
  const names = typeof columns === "string" ? [columns] : columns;
  const values = names.map((name) => metaValues(meta, name));
  const groups = new Map<string, number[]>();
  // Asked for once: each look at a table of polars goes through a proxy.
  const n = meta.height;
  for (let row = 0; row < n; row++) {
    const key = values.map((column) => String(column[row] ?? "∅")).join("\t");
    const rows = groups.get(key);
    if (rows === undefined) {
      groups.set(key, [row]);
      continue;
    }
    const first = rows[0] as number;
    if (!values.every((column) => column[row] === column[first])) {
      const [own, other] = [row, first].map((at) => identity(values, at));
      if (own !== other) {
        throw new InputError("Cannot group rows: different values read the same", {
          row: row + 1,
          column: names.join(", "),
          found: `${own} beside ${other}`,
        });
      }
    }
    rows.push(row);
  }
  return groups;
}

/** The values of a row, written so that different ones read differently. */
function identity(values: readonly MetaValue[][], row: number): string {
  return JSON.stringify(values.map((column) => column[row] ?? null));
}

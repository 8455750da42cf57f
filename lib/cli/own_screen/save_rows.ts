import pl from "nodejs-polars";
import { writeAtomic } from "../../core/files.ts";

/** A row of a result: what is true of it, by name. */
export type ResultRow = Record<string, string | number | boolean | null>;

/**
 * Writes results as a CSV, whole or not at all.
 *
 * @param file Where.
 * @param rows Rows with the same columns; an empty list gives a file with the names alone.
 * @param columns Names of the columns, for a table without rows; defaults to those of the first row.
 *
 * @example
 * ```ts
 * import { saveRows } from "./save_rows.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const file = await Deno.makeTempFile();
 * await saveRows(file, [{ treatment: "taxol 1 µM", p: 0.01, moa: null }]);
 * assertEquals(await Deno.readTextFile(file), "treatment,p,moa\ntaxol 1 µM,0.01,\n");
 * await Deno.remove(file);
 * ```
 */
export async function saveRows(
  file: string,
  rows: readonly ResultRow[],
  columns: readonly string[] = Object.keys(rows[0] ?? {}),
): Promise<void> {
  const series = columns.map((name) => {
    const values = rows.map((row) => row[name] ?? null);
    const type = values.find((value) => value !== null);
    if (typeof type === "number") {
      const known = values.map((value) => Number.isFinite(value) ? value : null);
      return pl.Series(
        name,
        known,
        known.every((v) => v === null || Number.isInteger(v)) ? pl.Int64 : pl.Float64,
      );
    }
    if (typeof type === "boolean") return pl.Series(name, values, pl.Bool);
    return pl.Series(name, values, pl.Utf8);
  });
  await writeAtomic(file, pl.DataFrame(series).writeCSV({ includeHeader: true }));
}

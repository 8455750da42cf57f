import pl from "nodejs-polars";
import { InputError } from "../../core/errors.ts";
import { metaValues } from "../../core/profiles.ts";
import { refuseReserved } from "../../core/reserved_columns.ts";
import { type ColumnRule, emptyColumn, readText, typedColumn, wrongCell } from "./columns.ts";
import { columnsByName } from "./columns_by_name.ts";
import { checkDelimited, type DelimitedText, readDelimited, separatorOf } from "./delimited.ts";

/** How `readTable` reads. */
export interface TableOptions {
  /** What the table is, for errors: "the compound table"; defaults to "a table". */
  what?: string;
  /** Between the fields; defaults to a tab for names ending .tsv or .txt, else a comma. */
  separator?: string;
  /** Columns without a rule: kept as text, or dropped; defaults to "keep". */
  others?: "keep" | "drop";
}

/**
 * Reads a CSV or TSV file (plain or gzip) into a table whose columns are known and typed.
 *
 * Columns with a rule come first, in the order of the rules; the others follow as text.
 *
 * @param file Path.
 * @param rules Name of each column and what it must be.
 * @param options Separator, name for errors, other columns.
 * @throws {InputError} naming file, line, column and the value found, for a missing column, an empty
 * cell, text where a number belongs, an empty or damaged file.
 *
 * @example
 * ```ts
 * import { readTable } from "./table.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const file = await Deno.makeTempFile({ suffix: ".csv" });
 * await Deno.writeTextFile(file, "plate,concentration\n00123,0.003000\n");
 * const table = await readTable(file, {
 *   plate: { type: "text" },
 *   concentration: { type: "number" },
 * });
 * assertEquals(table.toRecords(), [{ plate: "00123", concentration: 0.003 }]);
 * await Deno.remove(file);
 * ```
 */
export async function readTable(
  file: string,
  rules: Record<string, ColumnRule>,
  options: TableOptions = {},
): Promise<pl.DataFrame> {
  return (await readNumbered(file, rules, options)).table;
}

/** A table and where its rows stand. */
export interface NumberedTable {
  /** The table. */
  table: pl.DataFrame;
  /** Line of the file on which a row begins, both from 1. */
  lineOf: (row: number) => number;
}

/**
 * Like {@link readTable}, with the lines of the rows, for who looks at cells later and must say where a wrong
 * one stands.
 *
 * @example
 * ```ts
 * import { readNumbered } from "./table.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const file = await Deno.makeTempFile({ suffix: ".csv" });
 * await Deno.writeTextFile(file, "plate\n\nP1\n");
 * const { table, lineOf } = await readNumbered(file, { plate: { type: "text" } });
 * assertEquals([table.height, lineOf(1)], [1, 3]);
 * await Deno.remove(file);
 * ```
 */
export async function readNumbered(
  file: string,
  rules: Record<string, ColumnRule>,
  options: TableOptions = {},
): Promise<NumberedTable> {
  const separator = options.separator ?? separatorOf(file);
  const text = await readDelimited(file, separator);
  return { table: typed(text, file, separator, rules, options), lineOf: text.lineOf };
}

/**
 * Like {@link readTable}, from bytes in memory.
 *
 * @param bytes UTF-8 text.
 * @param file What to call it in errors; its ending tells the separator.
 *
 * @example
 * ```ts
 * import { parseTable } from "./table.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = new TextEncoder().encode("well,dose\nB02,3e-6\n");
 * const table = parseTable(bytes, "doses.csv", { dose: { type: "number" } });
 * assertEquals(table.toRecords(), [{ dose: 0.000003, well: "B02" }]);
 * ```
 */
export function parseTable(
  bytes: Uint8Array<ArrayBuffer>,
  file: string,
  rules: Record<string, ColumnRule>,
  options: TableOptions = {},
): pl.DataFrame {
  const separator = options.separator ?? separatorOf(file);
  return typed(checkDelimited(bytes, file, separator), file, separator, rules, options);
}

/**
 * The rows of a table as objects, of the interface that documents its columns.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { rowsOf } from "./table.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const table = pl.DataFrame({ well: ["B02"], dose: [0.3] });
 * assertEquals(rowsOf<{ well: string; dose: number }>(table), [{ well: "B02", dose: 0.3 }]);
 * ```
 */
export function rowsOf<Row extends object>(table: pl.DataFrame): Row[] {
  return table.toRecords() as unknown as Row[];
}

/**
 * A column of text, complete.
 *
 * @param table Has the column.
 * @param name Its name.
 * @throws {InputError} where the column is missing, or a cell is empty or no text.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(textColumn(pl.DataFrame({ well: ["B02", "B03"] }), "well"), ["B02", "B03"]);
 * ```
 */
export function textColumn(table: pl.DataFrame, name: string): string[] {
  const values = metaValues(table, name);
  const row = values.findIndex((value) => typeof value !== "string");
  if (row >= 0) {
    throw new InputError("Cannot read a column as text", {
      row: row + 1,
      column: name,
      found: values[row] ?? undefined,
      allowed: "text in every row",
    });
  }
  return values as string[];
}

function typed(
  text: DelimitedText,
  file: string,
  separator: string,
  rules: Record<string, ColumnRule>,
  options: TableOptions,
): pl.DataFrame {
  const attempted = `Cannot read ${options.what ?? "a table"}`;
  for (const [column, rule] of Object.entries(rules)) {
    if (!text.header.includes(column) && !rule.optional) {
      throw new InputError(`${attempted}: a column is missing`, {
        file,
        column,
        found: text.header,
      });
    }
  }
  const kept = options.others === "drop" ? [] : text.header.filter((name) => !(name in rules));
  refuseReserved([...Object.keys(rules), ...kept], attempted, file);
  const raw = columnsByName(readText(text, file, separator));
  const columns = Object.entries(rules).map(([name, rule]) => {
    if (!text.header.includes(name)) {
      return emptyColumn(name, text.rows, rule);
    }
    const cells = raw.get(name)?.toArray() as (string | null)[];
    const place = { file, column: name, lineOf: text.lineOf };
    return typedColumn(name, cells, rule, wrongCell(attempted, place));
  });
  return pl.DataFrame([...columns, ...kept.map((name) => raw.get(name) as pl.Series)]);
}

import { Buffer } from "node:buffer";
import pl from "nodejs-polars";
import { InputError } from "../core/errors.ts";
import { checkDelimited, type DelimitedText, readDelimited } from "./delimited.ts";

/** What the cells of a column hold: text as it stands, whole numbers (Int64), numbers (Float64). */
export type ColumnType = "text" | "integer" | "number";

/** What a column of a table must be. */
export interface ColumnRule {
  /** Type of its cells. */
  type: ColumnType;
  /** Cells may be empty, which reads as null; defaults to false. */
  mayBeEmpty?: boolean;
  /** The column may be absent, which reads as null in every row; defaults to false. */
  optional?: boolean;
}

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
 * @throws {InputError} naming file, row, column and the value found, for a missing column, an empty
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
  const separator = options.separator ?? separatorOf(file);
  return typed(await readDelimited(file, separator), file, separator, rules, options);
}

/**
 * Like {@link readTable}, from bytes in memory.
 *
 * @param bytes UTF-8 text.
 * @param file What to call it in errors; its ending tells the separator.
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
  const raw = readText(text, file, separator);
  const columns = Object.entries(rules).map(([name, rule]) => {
    if (!text.header.includes(name)) {
      return pl.Series(name, nulls(text.rows), polarsType(rule.type));
    }
    const cells = raw.getColumn(name).toArray() as (string | null)[];
    return typedColumn(
      name,
      cells,
      rule,
      (row, found, allowed) =>
        new InputError(attempted, { file, row, column: name, found, allowed }),
    );
  });
  const others = options.others === "drop"
    ? []
    : text.header.filter((name) => !(name in rules)).map((name) => raw.getColumn(name));
  return pl.DataFrame([...columns, ...others]);
}

/** Every cell as text, and null where it is empty. */
function readText(text: DelimitedText, file: string, separator: string): pl.DataFrame {
  try {
    const frame = pl.readCSV(
      Buffer.from(text.bytes.buffer, text.bytes.byteOffset, text.bytes.length),
      {
        sep: separator,
        inferSchemaLength: 0,
        quoteChar: '"',
        rechunk: true,
      },
    );
    frame.columns = text.header;
    return frame;
  } catch (cause) {
    throw new InputError("Cannot read a table", {
      file,
      found: cause instanceof Error ? cause.message.split("\n", 1)[0] : String(cause),
      cause,
    });
  }
}

function typedColumn(
  name: string,
  cells: (string | null)[],
  rule: ColumnRule,
  wrong: (row: number, found: unknown, allowed: string) => InputError,
): pl.Series {
  const allowed = {
    text: "some text",
    integer: "a whole number",
    number: "a number",
  }[rule.type] + (rule.mayBeEmpty ? " or nothing" : "");
  const values = cells.map((cell, index) => {
    if (cell === null || cell === "") {
      if (rule.mayBeEmpty) return null;
      throw wrong(index + 1, undefined, allowed);
    }
    if (rule.type === "text") return cell;
    const value = parseNumber(cell);
    if (value === undefined || (rule.type === "integer" && !Number.isSafeInteger(value))) {
      throw wrong(index + 1, cell, allowed);
    }
    return value;
  });
  return pl.Series(name, values, polarsType(rule.type));
}

/**
 * A decimal number as text, by its value: `0.003`, `0.003000` and `3e-3` are the same.
 *
 * @returns undefined for anything else, `NaN`, infinities and hexadecimal included.
 */
export function parseNumber(text: string): number | undefined {
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(text) ? Number(text) : undefined;
}

// Narrower integer types turn null into 0 in nodejs-polars 0.25.2, so whole numbers are Int64.
function polarsType(type: ColumnType) {
  return { text: pl.Utf8, integer: pl.Int64, number: pl.Float64 }[type];
}

function nulls(count: number): null[] {
  return new Array<null>(count).fill(null);
}

function separatorOf(file: string): string {
  return /\.(tsv|txt)(\.gz)?$/i.test(file) ? "\t" : ",";
}

import { Buffer } from "node:buffer";
import pl from "nodejs-polars";
import { InputError } from "../../core/errors.ts";
import type { DelimitedText } from "./delimited.ts";

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
  /** An empty text in quotes stays an empty text and is not null; defaults to false. */
  keepEmptyText?: boolean;
}

/**
 * The columns of checked text: as text, and null where a cell is empty.
 *
 * @param numbers Columns to read as Float64. Where any cell of theirs is no plain number, all
 * columns are text, for the caller to find out what is wrong.
 *
 * @example
 * ```ts
 * import { readText } from "./columns.ts";
 * import { checkDelimited } from "./delimited.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const text = checkDelimited(new TextEncoder().encode("plate,area\n00123,2.50\n"), "a.csv");
 * assertEquals(readText(text, "a.csv", ",", ["area"]).rows(), [["00123", 2.5]]);
 * ```
 */
export function readText(
  text: DelimitedText,
  file: string,
  separator: string,
  numbers: readonly string[] = [],
): pl.DataFrame {
  const { buffer, byteOffset, length } = text.bytes;
  const read = (dtypes: Record<string, pl.DataType>) => {
    const frame = pl.readCSV(Buffer.from(buffer, byteOffset, length), {
      sep: separator,
      inferSchemaLength: 0,
      quoteChar: '"',
      rechunk: true,
      dtypes,
    });
    frame.columns = text.header;
    return frame;
  };
  try {
    if (numbers.length > 0) {
      return read(Object.fromEntries(numbers.map((name) => [name, pl.Float64])));
    }
  } catch {
    // Some cell is no plain number; the reading as text says which.
  }
  try {
    return read({});
  } catch (cause) {
    throw new InputError("Cannot read a table", {
      file,
      found: cause instanceof Error ? cause.message.split("\n", 1)[0] : String(cause),
      cause,
    });
  }
}

/**
 * Makes the errors of {@link typedColumn} for a column of a file of text.
 *
 * @param attempted What cannot be done.
 * @param place The file, the line of each of its rows, the column.
 *
 * @example
 * ```ts
 * import { wrongCell } from "./columns.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const place = { file: "a.csv", column: "site", lineOf: (row: number) => row + 1 };
 * const { message } = wrongCell("Cannot read a table", place)(1, "x", "a whole number");
 * assertEquals(message.includes("line 2"), true);
 * ```
 */
export function wrongCell(
  attempted: string,
  { file, column, lineOf }: { file: string; column: string; lineOf: (row: number) => number },
): (row: number, found: unknown, allowed: string) => InputError {
  return (row, found, allowed) =>
    new InputError(attempted, { file, row, line: lineOf(row), column, found, allowed });
}

/**
 * A typed column from cells of text.
 *
 * @param wrong Makes the error for a cell that breaks the rule: data row from 1, value, what is allowed.
 *
 * @example
 * ```ts
 * import { InputError } from "../../core/errors.ts";
 * import { typedColumn } from "./columns.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const wrong = (row: number) => new InputError("No whole number", { row });
 * const column = typedColumn("site", ["1", "2"], { type: "integer" }, wrong);
 * assertEquals(column.toArray(), [1, 2]);
 * ```
 */
export function typedColumn(
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
    if (cell === "" && rule.type === "text" && rule.keepEmptyText) return cell;
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
 *
 * @example
 * ```ts
 * import { parseNumber } from "./columns.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(parseNumber("3e-3"), parseNumber("0.003000"));
 * assertEquals(parseNumber("0x10"), undefined);
 * ```
 */
export function parseNumber(text: string): number | undefined {
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(text) ? Number(text) : undefined;
}

// Narrower integer types turn null into 0 in nodejs-polars 0.25.2, so whole numbers are Int64.
function polarsType(type: ColumnType) {
  return { text: pl.Utf8, integer: pl.Int64, number: pl.Float64 }[type];
}

/**
 * A column of nulls, of the type of the rule.
 *
 * @example
 * ```ts
 * import { emptyColumn } from "./columns.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(emptyColumn("dose", 3, { type: "number" }).nullCount(), 3);
 * ```
 */
export function emptyColumn(name: string, rows: number, rule: ColumnRule): pl.Series {
  return pl.Series(name, new Array<null>(rows).fill(null), polarsType(rule.type));
}

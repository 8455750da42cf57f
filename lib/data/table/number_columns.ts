import pl from "nodejs-polars";
import { InputError } from "../../core/errors.ts";
import type { ProfileValues } from "../../core/profiles.ts";
import { parseNumber } from "./columns.ts";

/** Spellings of a missing number in CSV files of pandas and R. */
const missing = new Set(["", "NA", "N/A", "<NA>", "#N/A", "NULL", "null", "None", "n/a"]);

/**
 * Columns as numbers, row after row [rows × columns]; what is missing becomes NaN.
 *
 * @param columns Columns of one length that hold numbers, or text.
 * @param file Where they came from, for errors.
 * @param precision 32 or 64 bits.
 * @param lineOf Line of a row of a file of text, for errors; defaults to the row below one header line.
 * @throws {InputError} naming file, row, column and value where text is no number, and file and
 * column where a column holds neither numbers nor text.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { numberColumns } from "./number_columns.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const columns = [pl.Series("texture", ["0.5", "NA"]), pl.Series("area", [1, 2])];
 * assertEquals([...numberColumns(columns, "f.csv", 64)], [0.5, 1, NaN, 2]);
 * ```
 */
export function numberColumns(
  columns: readonly pl.Series[],
  file: string,
  precision: 32 | 64,
  lineOf?: (row: number) => number,
): ProfileValues {
  const length = (columns[0]?.length ?? 0) * columns.length;
  const values = precision === 32 ? new Float32Array(length) : new Float64Array(length);
  for (const [position, series] of columns.entries()) {
    const column = numbers(series, series.name, file, lineOf);
    for (let row = 0, to = position; row < column.length; row++, to += columns.length) {
      values[to] = column[row] as number;
    }
  }
  return values;
}

function numbers(
  column: pl.Series,
  name: string,
  file: string,
  lineOf?: (row: number) => number,
): ArrayLike<number> {
  const type = String(column.dtype);
  if (/Float(32|64)/.test(type)) {
    // toTypedArray refuses nulls, so a column that has some takes the slower way.
    if (column.nullCount() === 0) return column.toTypedArray() as ArrayLike<number>;
    return column.toArray().map((value) => value === null ? NaN : Number(value));
  }
  if (/U?Int\d+/.test(type)) {
    return column.cast(pl.Float64).toArray().map((value) => value === null ? NaN : Number(value));
  }
  if (/String|Utf8/.test(type)) {
    return (column.toArray() as (string | null)[]).map((cell, row) =>
      fromText(cell, name, { file, row: row + 1, lineOf })
    );
  }
  throw new InputError("Cannot read profiles: a feature does not hold numbers", {
    file,
    column: name,
    found: type,
    hint: ifMetadata(name),
  });
}

function fromText(
  cell: string | null,
  column: string,
  { file, row, lineOf }: { file: string; row: number; lineOf?: (row: number) => number },
): number {
  if (cell === null || missing.has(cell)) return NaN;
  const special = /^\s*([+-]?)(nan|inf|infinity)\s*$/i.exec(cell);
  if (special !== null) {
    const [, sign, word] = special;
    return word?.toLowerCase() === "nan" ? NaN : sign === "-" ? -Infinity : Infinity;
  }
  const value = parseNumber(cell);
  if (value === undefined) {
    throw new InputError("Cannot read profiles", {
      file,
      row,
      line: lineOf?.(row),
      column,
      found: cell,
      allowed: "a number, or nothing where it is missing",
      hint: ifMetadata(column),
    });
  }
  return value;
}

function ifMetadata(column: string): string {
  const plain = column.trim().replaceAll(/\s+/g, "_");
  return `If it says what a row is, call it Metadata_${plain}; else leave it out of the file`;
}

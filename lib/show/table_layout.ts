import { InputError } from "../core/errors.ts";
import { decimalsFor, formatFixed, formatNumber } from "./number.ts";

/** What a polars data frame offers that a table needs; any object with these will do. */
export interface FrameLike {
  /** Names of the columns. */
  columns: string[];
  /** Number of rows. */
  height: number;
  /** The first rows. */
  head(rows: number): FrameLike;
  /** Rows as objects. */
  toRecords(): Record<string, unknown>[];
}

/** Rows of a table: objects that share their keys, or a data frame. */
export type Rows = readonly object[] | FrameLike;

/** How a table is shown. */
export interface TableOptions {
  /** Line above the table; defaults to none. */
  caption?: string;
  /** Unit by column, shown in its head; defaults to none. */
  units?: Record<string, string>;
  /** Most rows shown; how many are left out is said below. Defaults to 20. */
  maxRows?: number;
  /** Alignment by column; defaults to right for numbers and left for the rest. */
  align?: Record<string, "left" | "right" | "center">;
  /** Columns to show, in this order; defaults to all. */
  columns?: string[];
  /** Text of a value by column, where the default does not suit; defaults to none. */
  format?: Record<string, (value: unknown) => string>;
}

/** One column, its cells as text. */
export interface Column {
  /** Its name. */
  name: string;
  /** Unit of its values. */
  unit?: string;
  /** Where its text stands. */
  align: "left" | "right" | "center";
  /** Text of each row. */
  cells: string[];
}

/** A table with every cell as text, before it is HTML or plain text. */
export interface Layout {
  /** Line above the table. */
  caption?: string;
  /** Columns in order. */
  columns: Column[];
  /** Number of rows that are shown. */
  rows: number;
  /** Number of rows that are not. */
  hidden: number;
}

/**
 * The columns of a table with every cell as text.
 *
 * @param rows Objects or a data frame.
 * @param options As for `showTable`.
 * @throws {InputError} where an option names a column that is not there.
 *
 * @example
 * ```ts
 * import { layoutTable } from "./table_layout.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { columns } = layoutTable([{ score: 0.5 }, { score: 0.8164 }], {});
 * assertEquals(columns[0]?.cells, ["0.500", "0.816"]);
 * ```
 */
export function layoutTable(rows: Rows, options: TableOptions): Layout {
  const { caption, units = {}, maxRows = 20, align = {}, format = {} } = options;
  const frame = isFrame(rows) ? rows : undefined;
  const total = frame === undefined ? (rows as readonly object[]).length : frame.height;
  const records =
    (frame === undefined
      ? (rows as readonly object[]).slice(0, maxRows)
      : frame.head(maxRows).toRecords()) as Record<string, unknown>[];
  // Of all rows: a column is there, too, where only rows that are not shown have it.
  const found = frame?.columns ?? keysOf(rows as readonly object[]);
  const named = [...(options.columns ?? []), ...Object.keys({ ...units, ...align, ...format })];
  const missing = named.find((name) => !found.includes(name) && records.length > 0);
  if (missing !== undefined) {
    throw new InputError("Cannot show the table", {
      column: missing,
      found: undefined,
      allowed: found.join(", "),
    });
  }
  const columns = (options.columns ?? found).map((name) => {
    const values = records.map((record) => record[name]);
    return {
      name,
      unit: units[name],
      align: align[name] ??
        (values.some(isNumber) || shares(values) ? "right" as const : "left" as const),
      cells: format[name] === undefined ? cells(values) : values.map(format[name]),
    };
  });
  return { caption, columns, rows: records.length, hidden: total - records.length };
}

function keysOf(rows: readonly object[]): string[] {
  const keys = new Set<string>();
  for (const row of rows) for (const key of Object.keys(row)) keys.add(key);
  return [...keys];
}

function isFrame(rows: Rows): rows is FrameLike {
  // Not by `in`: a polars frame answers that for its columns only.
  return !Array.isArray(rows) && typeof (rows as FrameLike).toRecords === "function";
}

function isNumber(value: unknown): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

/** Whether a column holds numbers that are text already, such as `12.5 %`. */
function shares(values: unknown[]): boolean {
  return values.length > 0 &&
    values.every((value) => typeof value === "string" && /^[−-]?[\d.,\u202F]+ ?%$/.test(value));
}

/** One number of decimals for the whole column, so that the digits stand below one another. */
function cells(values: unknown[]): string[] {
  const fractions = values.filter((value) => typeof value === "number")
    .filter((value) => Number.isFinite(value) && !Number.isInteger(value)).map(Math.abs);
  const largest = Math.max(...fractions);
  const smallest = Math.min(...fractions.filter((value) => value > 0));
  const spread = fractions.length > 0 && (largest < 1e-4 || largest / smallest > 1e6);
  const decimals = fractions.length === 0 ? 0 : decimalsFor(largest);
  return values.map((value) => {
    if (value === null || value === undefined) return "–";
    if (typeof value === "number" && fractions.length > 0) {
      // What is not nothing does not read as nothing beside larger numbers.
      const vanishes = value !== 0 && Math.abs(value) < 0.5 * 10 ** -decimals;
      return spread || vanishes ? formatNumber(value) : formatFixed(value, decimals);
    }
    if (isNumber(value)) return formatNumber(value);
    if (value instanceof Date) return value.toISOString();
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  });
}

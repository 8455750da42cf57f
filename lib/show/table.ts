import { InputError } from "../core/errors.ts";
import { display } from "./display.ts";
import { escapeHtml } from "./html.ts";
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

/**
 * Shows a table in the notebook: HTML that reads in light and dark themes, text elsewhere.
 *
 * @param rows Objects or a polars data frame.
 * @param options Caption, units, most rows, alignment.
 * @throws {InputError} where an option names a column that is not there.
 *
 * @example
 * ```ts
 * import { showTable } from "./table.ts";
 *
 * await showTable([{ drug: "taxol", dose: 0.3 }], { units: { dose: "µM" }, maxRows: 10 });
 * ```
 */
export async function showTable(rows: Rows, options: TableOptions = {}): Promise<void> {
  const table = layout(rows, options);
  await display({ "text/html": html(table), "text/plain": text(table) });
}

/**
 * The HTML that {@link showTable} shows.
 *
 * @example
 * ```ts
 * import { tableHtml } from "./table.ts";
 * import { assert } from "@std/assert";
 *
 * assert(tableHtml([{ drug: "<b>" }]).includes("&lt;b&gt;"));
 * ```
 */
export function tableHtml(rows: Rows, options: TableOptions = {}): string {
  return html(layout(rows, options));
}

/**
 * The plain text that {@link showTable} shows where there is no HTML.
 *
 * @example
 * ```ts
 * import { tableText } from "./table.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   tableText([{ plate: "A", wells: 9 }, { plate: "B", wells: 60 }]),
 *   "plate  wells\nA          9\nB         60",
 * );
 * ```
 */
export function tableText(rows: Rows, options: TableOptions = {}): string {
  return text(layout(rows, options));
}

interface Column {
  name: string;
  unit?: string;
  align: "left" | "right" | "center";
  cells: string[];
}

interface Layout {
  caption?: string;
  columns: Column[];
  rows: number;
  hidden: number;
}

function layout(rows: Rows, options: TableOptions): Layout {
  const { caption, units = {}, maxRows = 20, align = {}, format = {} } = options;
  const frame = isFrame(rows) ? rows : undefined;
  const total = frame === undefined ? (rows as readonly object[]).length : frame.height;
  const records =
    (frame === undefined
      ? (rows as readonly object[]).slice(0, maxRows)
      : frame.head(maxRows).toRecords()) as Record<string, unknown>[];
  const found = frame?.columns ?? [...new Set(records.flatMap((record) => Object.keys(record)))];
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
      return spread ? formatNumber(value) : formatFixed(value, decimals);
    }
    if (isNumber(value)) return formatNumber(value);
    if (value instanceof Date) return value.toISOString();
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  });
}

function html({ caption, columns, rows, hidden }: Layout): string {
  const line = "1px solid rgba(128,128,128,0.45)";
  const cell = (column: Column) =>
    `text-align:${column.align};vertical-align:top;padding:0.2em 0.9em 0.2em 0;${
      column.align === "right" ? "font-variant-numeric:tabular-nums;white-space:nowrap;" : ""
    }`;
  const head = columns.map((column) =>
    `<th scope="col" style="${cell(column)}border-bottom:${line};font-weight:600">${
      breakable(column.name)
    }${
      column.unit === undefined
        ? ""
        : ` <span style="font-weight:400;opacity:0.75">(${escapeHtml(column.unit)})</span>`
    }</th>`
  ).join("");
  const body = Array.from(
    { length: rows },
    (_, row) =>
      `<tr>${
        columns.map((column) =>
          `<td style="${cell(column)}">${breakable(column.cells[row] as string)}</td>`
        ).join("")
      }</tr>`,
  ).join("\n");
  const top = caption === undefined
    ? ""
    : `<caption style="caption-side:top;text-align:left;padding-bottom:0.4em">${
      escapeHtml(caption)
    }</caption>`;
  const rest = remark(rows, hidden);
  const foot = rest === undefined ? "" : `<p style="opacity:0.75;margin:0.3em 0">${rest}</p>`;
  return `<div style="overflow-x:auto"><table style="border-collapse:collapse;background:transparent">${top}<thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table>${foot}</div>`;
}

/** Long names of columns and files may break after `_` and `/`, which keeps tables narrow. */
function breakable(text: string): string {
  return escapeHtml(text).replace(/[_/](?=\w)/g, "$&<wbr>");
}

function text({ caption, columns, rows, hidden }: Layout): string {
  const padded = columns.map(({ name, unit, align, cells }) => {
    const column = [unit === undefined ? name : `${name} (${unit})`, ...cells];
    const width = Math.max(...column.map((cell) => cell.length));
    return column.map((cell) => align === "right" ? cell.padStart(width) : cell.padEnd(width));
  });
  const lines = Array.from(
    { length: rows + 1 },
    (_, row) => padded.map((column) => column[row]).join("  ").trimEnd(),
  );
  const rest = remark(rows, hidden);
  return [caption, ...lines, rest].filter((line) => line !== undefined).join("\n");
}

function remark(shown: number, hidden: number): string | undefined {
  if (hidden > 0) {
    const total = formatNumber(shown + hidden);
    return `${formatNumber(shown)} of ${total} rows shown, ${formatNumber(hidden)} more not shown`;
  }
  return shown === 0 ? "no rows" : undefined;
}

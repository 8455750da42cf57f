import { display } from "./display.ts";
import { escapeHtml } from "./html.ts";
import { formatNumber } from "./number.ts";
import {
  type Column,
  type Layout,
  layoutTable,
  type Rows,
  type TableOptions,
} from "./table_layout.ts";

export type { FrameLike, Rows, TableOptions } from "./table_layout.ts";

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
  const table = layoutTable(rows, options);
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
  return html(layoutTable(rows, options));
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
  return text(layoutTable(rows, options));
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
    : `<caption style="caption-side:top;text-align:left;padding-bottom:0.4em${
      // A short caption stays on its line even above a narrow table.
      caption.length <= 70 ? ";white-space:nowrap" : ""}">${escapeHtml(caption)}</caption>`;
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

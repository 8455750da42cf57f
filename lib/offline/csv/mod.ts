/**
 * Stand-in for the functions of `@std/csv` that the project uses.
 *
 * @module
 */

/** Options of {@link parse} that the project uses. */
export interface ParseOptions {
  /** Between the fields; defaults to a comma. */
  separator?: string;
  /** Take the first row as column names and return records. */
  skipFirstRow?: boolean;
}

/** Reads CSV text (RFC 4180): rows of text, or records where `skipFirstRow` is set. */
export function parse(text: string, options: ParseOptions & { skipFirstRow: true }): Record<
  string,
  string
>[];
export function parse(text: string, options?: ParseOptions): string[][];
export function parse(
  text: string,
  options: ParseOptions = {},
): string[][] | Record<string, string>[] {
  const rows = readRows(text, options.separator ?? ",");
  if (!options.skipFirstRow) return rows;
  const [header = [], ...body] = rows;
  return body.map((row, index) => {
    if (row.length !== header.length) {
      throw new SyntaxError(
        `Syntax error on line ${
          index + 2
        }: The record has ${row.length} fields, but the header has ${header.length} fields`,
      );
    }
    return Object.fromEntries(header.map((name, i) => [name, row[i] ?? ""]));
  });
}

function readRows(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [], at = text.startsWith("\ufeff") ? 1 : 0, line = 1;
  let quoted = false;
  while (at < text.length) {
    let field = "";
    if (text[at] === '"') {
      const start = line;
      quoted = true;
      for (at++;; at++) {
        const char = text[at];
        if (char === undefined) {
          throw new SyntaxError(`Syntax error on line ${start}: The quoted field is not closed`);
        }
        if (char === "\n") line++;
        if (char !== '"') field += char;
        else if (text[at + 1] === '"') field += text[at++];
        else break;
      }
      at++;
    } else {
      const start = at;
      while (at < text.length && text[at] !== separator && text[at] !== "\n") {
        if (text[at] === '"') {
          throw new SyntaxError(`Syntax error on line ${line}: bare " in field`);
        }
        at++;
      }
      field = text.slice(start, at);
      if (text[at] !== separator && field.endsWith("\r")) field = field.slice(0, -1);
    }
    row.push(field);
    if (text[at] === separator) {
      at++;
      if (at < text.length && text[at] !== "\n") continue;
      row.push("");
    }
    if (text[at] === "\r") at++;
    at++;
    line++;
    // A line with nothing in it is no row; one with an empty field in quotes is.
    if (row.length > 1 || row[0] !== "" || quoted) rows.push(row);
    row = [];
    quoted = false;
  }
  return rows;
}

/** Options of {@link stringify} that the project uses. */
export interface StringifyOptions {
  /** Between the fields; defaults to a comma. */
  separator?: string;
  /** Column names: written as the header, and the keys read from each record. */
  columns?: readonly string[];
  /** Write the header; defaults to true where `columns` is given. */
  headers?: boolean;
}

/** Writes rows or records as CSV text with CRLF line ends (RFC 4180). */
export function stringify(
  data: readonly (readonly unknown[] | Record<string, unknown>)[],
  options: StringifyOptions = {},
): string {
  const { separator = ",", columns, headers = true } = options;
  const quote = (value: unknown) => {
    const text = value === undefined || value === null ? "" : String(value);
    return /["\r\n]/.test(text) || text.includes(separator) || /^\s|\s$/.test(text)
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  };
  const line = (values: readonly unknown[]) => `${values.map(quote).join(separator)}\r\n`;
  const body = data.map((record) => {
    if (Array.isArray(record)) return line(record);
    if (columns === undefined) throw new TypeError("Records need the option columns");
    return line(columns.map((name) => (record as Record<string, unknown>)[name]));
  });
  return (columns !== undefined && headers ? line(columns) : "") + body.join("");
}

import { InputError } from "../../core/errors.ts";

/** Where the records of a text with separators lie. */
export interface ScannedText {
  /** First byte of the header, and the one after its last. */
  header: [number, number];
  /** Number of fields of every record. */
  width: number;
  /** Number of records below the header. */
  rows: number;
  /** First byte of what holds no record, and the one after its last, in order. */
  blanks: [number, number][];
  /** From which record on (from 1) so many lines lie between beside the records. */
  shifts: { row: number; lines: number }[];
}

/**
 * Walks over all bytes of a text with separators once and checks that every record is as wide as the
 * header; a hot loop, so it compares bytes and builds no strings.
 *
 * Blank lines, records without a value at the end and a first line `sep=,` are no records.
 *
 * @param bytes UTF-8 text without byte-order mark.
 * @param file What to call it in errors.
 * @param separator The byte between fields.
 * @throws {InputError} naming the line of a record of another width, of a quote that stands or ends
 * nowhere, or of a carriage return inside a line; for a text without records, or with something else
 * between its fields.
 *
 * @example
 * ```ts
 * import { scan } from "./scan.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { header, width, rows } = scan(new TextEncoder().encode("a,b\n1,2\n,\n"), "t.csv", 44);
 * assertEquals([header, width, rows], [[0, 3], 2, 1]);
 * ```
 */
export function scan(bytes: Uint8Array, file: string, separator: number): ScannedText {
  const LF = 10, CR = 13, QUOTE = 34;
  const blanks: [number, number][] = [];
  // Blank lines and cells of several lines put lines between.
  const shifts: { row: number; lines: number }[] = [];
  // Rows without a value that nothing has come after yet: spreadsheets write such at the end.
  let hollow: [number, number][] = [];
  let line = 1, startLine = 1, isHollow = true;
  let header: [number, number] | undefined;
  let width = 0, rows = -1, fields = 1, quotedAt = -1, start = 0, fieldStart = 0;
  const length = bytes.length;
  for (let i = 0; i <= length; i++) {
    const byte = i < length ? bytes[i] as number : LF;
    if (quotedAt >= 0 && i < length) {
      if (byte === QUOTE) {
        const next = bytes[i + 1];
        if (next === QUOTE) i++;
        else {
          if (next !== undefined && next !== separator && next !== LF && next !== CR) {
            throw strayQuote(file, line);
          }
          quotedAt = -1;
        }
      } else if (byte === LF) line++;
      isHollow = false;
    } else if (byte === separator) {
      fields++;
      fieldStart = i + 1;
    } else if (byte === QUOTE) {
      if (i !== fieldStart) throw strayQuote(file, line);
      quotedAt = i;
      isHollow = false;
    } else if (byte === LF) {
      if (quotedAt >= 0) {
        throw new InputError("Cannot read a table: a quoted field never ends", {
          file,
          line: startLine,
          hint: "The file may have been cut off",
        });
      }
      const end = i > start && bytes[i - 1] === CR ? i - 1 : i;
      const from = Math.min(i + 1, length);
      if (end === start || header === undefined && saysSeparator(bytes, start, end, separator)) {
        blanks.push([start, from]);
      } else {
        rows++;
        if (header !== undefined && isHollow) hollow.push([start, from]);
        else hollow = [];
        if (startLine - rows - 1 !== (shifts.at(-1)?.lines ?? 0)) {
          shifts.push({ row: rows, lines: startLine - rows - 1 });
        }
        if (header === undefined) {
          header = [start, end];
          width = fields;
          if (width === 1) refuseOther(bytes.subarray(start, end), file, separator);
        } else if (fields !== width) {
          throw new InputError("Cannot read a table: a row has not as many fields as the header", {
            file,
            line: startLine,
            found: `${fields} fields`,
            allowed: String(width),
            hint: width === 1
              ? `The header is one field: are they separated by ${String.fromCharCode(separator)}?`
              : fields < width && i >= length - 1
              ? "The file may have been cut off"
              : undefined,
          });
        }
      }
      start = fieldStart = i + 1;
      startLine = ++line;
      fields = 1;
      isHollow = true;
    } else if (byte !== CR) isHollow = false;
    else if (i + 1 < length && bytes[i + 1] !== LF) throw strayReturn(file, line);
  }
  if (header === undefined) {
    throw new InputError("Cannot read a table: the file is empty", { file });
  }
  const empty = [...blanks, ...hollow].sort(([a], [b]) => a - b);
  return { header, width, rows: rows - hollow.length, blanks: empty, shifts };
}

/**
 * Throws for a header of one field that holds another separator. The rows are not looked at: commas in
 * their numbers would make them look as if they had too many fields.
 */
function refuseOther(header: Uint8Array, file: string, separator: number): void {
  const text = new TextDecoder().decode(header);
  const other = [";", "\t", ","].find((one) =>
    one.charCodeAt(0) !== separator && text.includes(one)
  );
  if (other === undefined) return;
  throw new InputError("Cannot read a table: something else stands between its fields", {
    file,
    found: other,
    allowed: separator === 9 ? "a tab, in a table of this name" : "a comma",
    hint: "Save it again as CSV UTF-8 with commas, and points in numbers",
  });
}

/** Whether a line is `sep=,`, which tells a spreadsheet what stands between the fields below. */
function saysSeparator(bytes: Uint8Array, start: number, end: number, separator: number): boolean {
  const said = bytes.subarray(start, end);
  return said.length === 5 && said[4] === separator &&
    new TextDecoder().decode(said.subarray(0, 4)).toLowerCase() === "sep=";
}

// Rows behind it would be taken for cells of this line, and be lost.
function strayReturn(file: string, line: number): InputError {
  return new InputError("Cannot read a table: a line ends in two ways", {
    file,
    line,
    found: "a carriage return alone",
    allowed: "LF, CR LF or CR, the same in the whole file",
    hint: "Save it again as CSV UTF-8",
  });
}

// polars cannot tell where the row ends then, and says so without naming the line.
function strayQuote(file: string, line: number): InputError {
  return new InputError("Cannot read a table: a quote stands inside a field", {
    file,
    line,
    allowed: 'quotes around a whole field, doubled inside: "5"" plate"',
  });
}

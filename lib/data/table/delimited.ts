import { isUtf8 } from "node:buffer";
import { promisify } from "node:util";
import { gunzip as unpack } from "node:zlib";
import { InputError } from "../../core/errors.ts";
import { scan } from "./scan.ts";

/** A CSV or TSV text whose shape has been checked: every record has as many fields as the header. */
export interface DelimitedText {
  /** UTF-8 bytes without byte-order mark and blank lines, and no line that ends in CR alone; header included. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Column names, all different. */
  header: string[];
  /** Number of records below the header. */
  rows: number;
  /** Line of the file on which a record below the header begins, from 1; records are counted from 1. */
  lineOf: (row: number) => number;
}

/**
 * Reads a CSV or TSV file, plain or gzip-compressed, and checks its shape.
 *
 * Byte-order mark, lines that end in CRLF or CR, blank lines, rows without a value at the end and a first line `sep=,` are
 * accepted; quotes follow RFC 4180. Whether a file is
 * compressed is told from its first bytes, not from its name.
 *
 * @param file Path.
 * @param separator Between the fields; defaults to what {@link separatorOf} says of the file.
 * @throws {InputError} naming the file and line where the file is missing, empty, damaged, or a
 * record has more or fewer fields than the header.
 *
 * @example
 * ```ts
 * import { readDelimited } from "./delimited.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * const file = `${folder}/wells.csv`;
 * await Deno.writeTextFile(file, "plate,well\r\nP1,A01\r\n");
 * const { header, rows } = await readDelimited(file);
 * assertEquals([header, rows], [["plate", "well"], 1]);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function readDelimited(
  file: string,
  separator = separatorOf(file),
): Promise<DelimitedText> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = await Deno.readFile(file);
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) {
      throw new InputError("Cannot read a table: there is no such file", { file, cause });
    }
    throw new InputError("Cannot read a table", { file, found: String(cause), cause });
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = await gunzip(bytes, file);
  return checkDelimited(bytes, file, separator);
}

/**
 * What stands between the fields of a table, by its name: a tab for .tsv and .txt, else a comma.
 *
 * @param file Name, also of a file that is compressed by gzip.
 *
 * @example
 * ```ts
 * import { separatorOf } from "./delimited.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(["a.csv", "a.TSV.gz", "platemap.txt"].map(separatorOf), [",", "\t", "\t"]);
 * ```
 */
export function separatorOf(file: string): string {
  return /\.(tsv|txt)(\.gz)?$/i.test(file) ? "\t" : ",";
}

/**
 * Checks the shape of CSV or TSV text that is already in memory.
 *
 * @param bytes UTF-8 text.
 * @param file What to call it in errors.
 * @param separator Between the fields; defaults to a comma.
 *
 * @example
 * ```ts
 * import { checkDelimited } from "./delimited.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const text = new TextEncoder().encode('well,compound\nB02,"taxol, 0.3 µM"\n');
 * assertEquals(checkDelimited(text, "wells.csv").rows, 1);
 * ```
 */
export function checkDelimited(
  bytes: Uint8Array<ArrayBuffer>,
  file: string,
  separator = ",",
): DelimitedText {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new InputError("Cannot read a table", {
      file,
      found: "UTF-16 text",
      allowed: "UTF-8",
      hint: "Save it again as CSV UTF-8",
    });
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bytes = bytes.subarray(3);
  bytes = withLines(bytes);
  if (!isUtf8(bytes)) refuseOtherText(bytes, file);
  const { header: [from, to], width, rows, blanks, shifts } = scan(
    bytes,
    file,
    separator.charCodeAt(0),
  );
  const header = splitRecord(new TextDecoder().decode(bytes.subarray(from, to)), separator);
  const seen = new Set<string>();
  for (const [index, name] of header.entries()) {
    if (name === "") {
      throw new InputError("Cannot read a table: a column has no name", {
        file,
        found: `column ${index + 1} of ${width}`,
        hint: index === 0 ? "pandas writes such a column unless it is told index=False" : undefined,
      });
    }
    if (seen.has(name)) {
      throw new InputError("Cannot read a table: a column name comes twice", {
        file,
        column: name,
      });
    }
    seen.add(name);
  }
  const lineOf = (row: number) => row + 1 + linesBefore(shifts, row);
  return { bytes: cut(bytes, blanks), header, rows, lineOf };
}

/** Text whose lines all end in CR, as Excel saves "CSV (Macintosh)", with LF instead; any other as it is. */
function withLines(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const LF = 10, CR = 13;
  if (bytes.includes(LF) || !bytes.includes(CR)) return bytes;
  return bytes.map((byte) => byte === CR ? LF : byte);
}

/** Lines that stand between the header and a row beside the rows; asked for every cell of some tables. */
function linesBefore(shifts: readonly { row: number; lines: number }[], row: number): number {
  let from = 0, to = shifts.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((shifts[middle] as { row: number }).row <= row) from = middle + 1;
    else to = middle;
  }
  return shifts[from - 1]?.lines ?? 0;
}

function cut(
  bytes: Uint8Array<ArrayBuffer>,
  gaps: [number, number][],
): Uint8Array<ArrayBuffer> {
  const inside = gaps.filter(([from, to]) => to > from);
  if (inside.length === 0) return bytes;
  const kept = new Uint8Array(
    bytes.length - inside.reduce((sum, [from, to]) => sum + to - from, 0),
  );
  let read = 0, write = 0;
  for (const [from, to] of [...inside, [bytes.length, bytes.length] as const]) {
    kept.set(bytes.subarray(read, from), write);
    write += from - read;
    read = to;
  }
  return kept;
}

/**
 * The fields of one record of text, unquoted.
 *
 * @example
 * ```ts
 * import { splitRecord } from "./delimited.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(splitRecord('B02,"taxol, 0.3 µM"'), ["B02", "taxol, 0.3 µM"]);
 * ```
 */
export function splitRecord(record: string, separator = ","): string[] {
  const fields: string[] = [];
  let field = "", quoted = false;
  for (let i = 0; i < record.length; i++) {
    const char = record[i] as string;
    if (quoted) {
      if (char !== '"') field += char;
      else if (record[i + 1] === '"') field += record[i++];
      else quoted = false;
    } else if (char === '"' && field === "") quoted = true;
    else if (char === separator) {
      fields.push(field);
      field = "";
    } else field += char;
  }
  return [...fields, field];
}

// Unlike DecompressionStream this reads archives of several members, as bgzip and cat make them.
async function gunzip(
  bytes: Uint8Array<ArrayBuffer>,
  file: string,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await promisify(unpack)(bytes));
  } catch (cause) {
    throw new InputError("Cannot unpack a gzip file: it is cut off or damaged", {
      file,
      hint: "Download it again",
      cause,
    });
  }
}

/** Throws with the line of the first text that is not UTF-8. */
function refuseOtherText(bytes: Uint8Array, file: string): void {
  const strict = new TextDecoder("utf-8", { fatal: true });
  for (let start = 0, number = 1; start < bytes.length; number++) {
    const end = bytes.indexOf(10, start);
    const line = bytes.subarray(start, end < 0 ? bytes.length : end);
    try {
      strict.decode(line);
    } catch (cause) {
      throw new InputError("Cannot read a table", {
        file,
        line: number,
        found: new TextDecoder("windows-1252").decode(line.subarray(0, 80)),
        allowed: "text in UTF-8",
        hint: "Save it again as CSV UTF-8",
        cause,
      });
    }
    start += line.length + 1;
  }
}

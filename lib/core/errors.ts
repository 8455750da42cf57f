/** Where in the user's input a problem lies, and what would be right. */
export interface InputProblem {
  /** File (or URL) that was being read. */
  file?: string;
  /** 1-based row of data, without the header; of a table of text the message says the line instead. */
  row?: number;
  /** 1-based line of the file, header included, where blank lines and long cells are counted, too. */
  line?: number;
  /** Name of the column or field. */
  column?: string;
  /** Name of the command's option, with its dashes. */
  option?: string;
  /** The value that was found. */
  found?: unknown;
  /** What is allowed there, in words. */
  allowed?: string;
  /** What the reader can do about it. */
  hint?: string;
  /** The error that led here, if any. */
  cause?: unknown;
}

/**
 * The user's input cannot be used as it is.
 *
 * The message names the place, the value found, what is allowed, and what to do, so that a
 * command can print it as its only line.
 *
 * @example
 * ```ts
 * import { InputError } from "./errors.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const error = new InputError("Cannot read the plate map", {
 *   file: "plate.csv",
 *   row: 3,
 *   column: "Well",
 *   found: "Q99",
 *   allowed: "A01 to P24",
 * });
 * assertEquals(
 *   error.message,
 *   'Cannot read the plate map: plate.csv, line 4, column Well: found "Q99", allowed: A01 to P24',
 * );
 * ```
 */
export class InputError extends Error {
  override readonly name = "InputError";
  /** What was attempted, the start of the message. */
  readonly attempted: string;
  /** The structured form of what the message says. */
  readonly problem: InputProblem;

  /**
   * @param attempted What was attempted, as the start of the sentence: "Cannot read plate 7".
   * @param problem Where and what.
   */
  constructor(attempted: string, problem: InputProblem = {}) {
    super(describe(attempted, problem), { cause: problem.cause });
    this.attempted = attempted;
    this.problem = problem;
  }
}

/** Files whose rows an editor numbers, with the header as line 1. */
const textTable = /\.(csv|tsv|txt)(\.gz)?$/i;

/**
 * What a row is called in a message: by the line that an editor or a spreadsheet shows where it is one
 * of a table of text, else by its number.
 *
 * @param row Row of data from 1, without the header.
 * @param file The file that it is in, if any.
 *
 * @example
 * ```ts
 * import { rowName } from "./errors.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([rowName(3, "wells.csv"), rowName(3)], ["line 4", "row 3"]);
 * ```
 */
export function rowName(row: number, file?: string): string {
  return file !== undefined && textTable.test(file) ? `line ${row + 1}` : `row ${row}`;
}

function describe(attempted: string, problem: InputProblem): string {
  const place = [
    problem.file,
    problem.line === undefined
      ? problem.row === undefined ? undefined : rowName(problem.row, problem.file)
      : `line ${problem.line}`,
    problem.column === undefined ? undefined : `column ${problem.column}`,
    problem.option === undefined ? undefined : `option ${problem.option}`,
  ].filter((part) => part !== undefined).join(", ");
  const facts = [
    "found" in problem ? `found ${show(problem.found)}` : undefined,
    problem.allowed === undefined ? undefined : `allowed: ${problem.allowed}`,
  ].filter((part) => part !== undefined).join(", ");
  const message = [attempted, place, facts].filter((part) => part !== "").join(": ");
  return problem.hint === undefined ? message : `${message}. ${problem.hint}`;
}

function show(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string" || Array.isArray(value)) return JSON.stringify(value);
  return String(value);
}

/** Where in the user's input a problem lies, and what would be right. */
export interface InputProblem {
  /** File (or URL) that was being read. */
  file?: string;
  /** 1-based data row, not counting the header line. */
  row?: number;
  /** Name of the column or field. */
  column?: string;
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
 *   'Cannot read the plate map: plate.csv, row 3, column Well: found "Q99", allowed: A01 to P24',
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

function describe(attempted: string, problem: InputProblem): string {
  const place = [
    problem.file,
    problem.row === undefined ? undefined : `row ${problem.row}`,
    problem.column === undefined ? undefined : `column ${problem.column}`,
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

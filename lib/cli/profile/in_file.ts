import { InputError } from "../../core/errors.ts";

/**
 * Does work on what a file holds; what goes wrong there names the file.
 *
 * An error about an option alone (`--method has no such choice`) stays as it is.
 *
 * @param file The file; undefined where there are several, then errors stay as they are.
 * @param work The work.
 *
 * @example
 * ```ts
 * import { assertRejects } from "@std/assert";
 * import { InputError } from "../../core/errors.ts";
 * import { inFile } from "./in_file.ts";
 *
 * const fail = () => {
 *   throw new InputError("Cannot whiten", { row: 3 });
 * };
 * await assertRejects(() => inFile("z.csv", fail), InputError, "Cannot whiten: z.csv, line 4");
 * ```
 */
export async function inFile<T>(
  file: string | undefined,
  work: () => T | Promise<T>,
): Promise<T> {
  return await placed(work, () => file === undefined ? undefined : { file });
}

/** One of several files whose rows are read one below another. */
export interface FilePart {
  /** The file. */
  file: string;
  /** Its rows. */
  rows: number;
}

/**
 * The same on what several files hold, one below another: a row of all is named by its file and its
 * number there. What goes wrong in no row of theirs names no file.
 *
 * @param parts The files, in order.
 * @param work The work.
 *
 * @example
 * ```ts
 * import { assertRejects } from "@std/assert";
 * import { InputError } from "../../core/errors.ts";
 * import { inFiles } from "./in_file.ts";
 *
 * const fail = () => {
 *   throw new InputError("Cannot whiten", { row: 7 });
 * };
 * const parts = [{ file: "P1.csv", rows: 4 }, { file: "P2.csv", rows: 4 }];
 * await assertRejects(() => inFiles(parts, fail), InputError, "Cannot whiten: P2.csv, line 4");
 * ```
 */
export async function inFiles<T>(
  parts: readonly FilePart[],
  work: () => T | Promise<T>,
): Promise<T> {
  const [first, ...others] = parts;
  if (others.length === 0) return await inFile(first?.file, work);
  return await placed(work, (row = Infinity) => {
    for (const { file, rows } of parts) {
      if (row <= rows) return { file, row };
      row -= rows;
    }
    return undefined;
  });
}

/** Does work; an error in what was read is told with its place, where there is one. */
async function placed<T>(
  work: () => T | Promise<T>,
  placeOf: (row: number | undefined) => { file: string; row?: number } | undefined,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { attempted, problem } = error;
    const option = problem.option !== undefined ||
      attempted.startsWith("--") && problem.column === undefined;
    // Errors of workers have a message only; a subclass is a wrong command line.
    const plain = attempted !== "" && error.constructor === InputError;
    const place = placeOf(problem.row);
    if (place === undefined || problem.file !== undefined || option || !plain) throw error;
    throw new InputError(attempted, { ...problem, ...place, cause: error });
  }
}

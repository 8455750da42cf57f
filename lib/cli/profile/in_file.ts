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
  try {
    return await work();
  } catch (error) {
    if (file === undefined || !(error instanceof InputError)) throw error;
    const { attempted, problem } = error;
    const option = problem.option !== undefined ||
      attempted.startsWith("--") && problem.column === undefined;
    // Errors of workers have a message only; a subclass is a wrong command line.
    const plain = attempted !== "" && error.constructor === InputError;
    if (problem.file !== undefined || option || !plain) throw error;
    throw new InputError(attempted, { file, ...problem, cause: error });
  }
}

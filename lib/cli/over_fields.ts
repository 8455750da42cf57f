import { InputError } from "../core/errors.ts";
import type { IndexedField } from "../data/index_file.ts";
import { runTasks, type RunTasksOptions } from "./run_tasks.ts";

/** A field that was left out, and why. */
export interface BadField {
  /** What was wrong with it. */
  bad: string;
}

/** How commands go through the fields of an index, as their callers may choose it. */
export interface FieldRunOptions {
  /** Leave out fields that cannot be read; defaults to false. */
  skipBad?: boolean;
  /** Threads; defaults to all cores. */
  workers?: number;
  /** Called after each field. */
  onDone?: (done: number, total: number) => void;
  /** Stops the work; finished fields are kept for the next run. */
  signal?: AbortSignal;
}

/** What is done with each field. */
export interface FieldWork<Task, Result> extends Omit<FieldRunOptions, "skipBad"> {
  /** What is done, for the error where no field could be, for example `measured`. */
  done: string;
  /** Module that answers a task. */
  worker: URL;
  /** Answers tasks on this thread instead; defaults to threads. */
  here?: RunTasksOptions<Task, Result | BadField>["here"];
  /** What an earlier run found in a field; undefined where it is still to be done. */
  before: (field: IndexedField, number: number) => Promise<Result | undefined>;
  /** The task of a field, as it crosses to a worker. */
  taskOf: (field: IndexedField, number: number) => Task;
}

/** What came of all fields. */
export interface FieldsDone<Result> {
  /** Result of each field that has one, in the order of the index. */
  results: Result[];
  /** How many of them an earlier run had. */
  resumed: number;
  /** Fields that were left out, as `plate/well/site`, and why. */
  skipped: { field: string; reason: string }[];
}

/**
 * Goes through the fields of an index on all cores, those that an earlier run has done left alone.
 *
 * @param fields The fields.
 * @param work What is done with each.
 * @throws {InputError} if every field had to be left out; the first error of a task.
 */
export async function overFields<Task, Result extends object>(
  fields: readonly IndexedField[],
  { done, before, taskOf, onDone, ...running }: FieldWork<Task, Result>,
): Promise<FieldsDone<Result>> {
  const all = new Array<Result | BadField | undefined>(fields.length);
  const open: number[] = [], tasks: Task[] = [];
  for (const [number, field] of fields.entries()) {
    all[number] = await before(field, number);
    if (all[number] !== undefined) continue;
    open.push(number);
    tasks.push(taskOf(field, number));
  }
  const resumed = fields.length - open.length;
  const made = await runTasks<Task, Result | BadField>(tasks, {
    ...running,
    onDone: (count) => onDone?.(resumed + count, fields.length),
  });
  open.forEach((number, i) => all[number] = made[i]);
  const results: Result[] = [], skipped: FieldsDone<Result>["skipped"] = [];
  for (const [number, result] of all.entries()) {
    if (result === undefined) continue;
    if (!isBad(result)) results.push(result);
    else skipped.push({ field: fieldName(fields[number] as IndexedField), reason: result.bad });
  }
  if (fields.length > 0 && results.length === 0) {
    throw new InputError(`No field could be ${done}`, { found: skipped[0]?.reason });
  }
  return { results, resumed, skipped };
}

function isBad<Result extends object>(result: Result | BadField): result is BadField {
  return "bad" in result;
}

/**
 * A field in one word, for lists: `plate/well/site`.
 *
 * @example
 * ```ts
 * import { fieldName } from "./over_fields.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(fieldName({ plate: "P1", well: "B02", site: 3 }), "P1/B02/3");
 * ```
 */
export function fieldName(
  { plate, well, site }: Pick<IndexedField, "plate" | "well" | "site">,
): string {
  return `${plate}/${well}/${site}`;
}

/**
 * The result of a field, or what is wrong with it where bad fields may be left out.
 *
 * @param skipBad Whether they may.
 * @param work Does the field.
 * @throws Any error, an {@link InputError} only where bad fields may not be left out.
 *
 * @example
 * ```ts
 * import { InputError } from "../core/errors.ts";
 * import { orBad } from "./over_fields.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const fails = () => Promise.reject(new InputError("no image"));
 * assertEquals(await orBad(true, fails), { bad: "no image" });
 * ```
 */
export async function orBad<Result>(
  skipBad: boolean,
  work: () => Promise<Result>,
): Promise<Result | BadField> {
  try {
    return await work();
  } catch (error) {
    if (skipBad && error instanceof InputError) return { bad: error.message };
    throw error;
  }
}

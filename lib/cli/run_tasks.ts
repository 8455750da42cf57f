import { mapParallel } from "../core/parallel.ts";

/** How tasks are run. */
export interface RunTasksOptions<Task, Result> {
  /** Module that answers a task, on a thread of its own. */
  worker: URL;
  /** Answers the tasks one after another on this thread, for work that uses all cores or the graphics card by itself; defaults to threads. */
  here?: (task: Task) => Promise<Result>;
  /** Threads; defaults to all cores. */
  workers?: number;
  /** Called after each task. */
  onDone?: (done: number) => void;
  /** Stops the work. */
  signal?: AbortSignal;
}

/**
 * Runs tasks on all cores, or one after another where the work itself uses them all.
 *
 * @param tasks What to do.
 * @param options Worker module or function, threads, progress, stop.
 * @returns One result a task, in order.
 * @throws The first error of a task, or the reason of the stop.
 *
 * @example
 * ```ts
 * import { runTasks } from "./run_tasks.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const here = (side: number) => Promise.resolve(side ** 2);
 * assertEquals(await runTasks([1, 2, 3], { worker: new URL("file:///none"), here }), [1, 4, 9]);
 * ```
 */
export async function runTasks<Task, Result>(
  tasks: readonly Task[],
  { worker, here, workers, onDone, signal }: RunTasksOptions<Task, Result>,
): Promise<Result[]> {
  if (here === undefined) {
    return await mapParallel<Task, Result>(worker, tasks, { workers, onDone, signal });
  }
  const results: Result[] = [];
  for (const task of tasks) {
    signal?.throwIfAborted();
    results.push(await here(task));
    onDone?.(results.length);
  }
  return results;
}

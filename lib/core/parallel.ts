import { InputError, type InputProblem } from "./errors.ts";

/** How `mapParallel` works. */
export interface ParallelOptions {
  /** Number of workers; defaults to the number of cores, at most one a task. */
  workers?: number;
  /** Called after each task, with how many are done; for a progress bar. */
  onDone?: (done: number, total: number) => void;
  /** Stops the work: no new task is started, the workers end, the call throws the reason. */
  signal?: AbortSignal;
}

/**
 * Runs one function over many tasks on all cores, results in the order of the tasks.
 *
 * The worker module calls {@link serveTasks} with the function. Tasks and results cross by
 * structured clone, so they must be plain values or typed arrays.
 *
 * @param worker URL of the worker module.
 * @param tasks What to do, one message a task.
 * @param options Workers, progress, stop.
 * @returns One result a task, in order.
 * @throws The first error of a task, with its name and message, an `InputError` as one; the other
 * workers are stopped.
 *
 * @example
 * ```ts
 * import { mapParallel } from "./parallel.ts";
 * import { assertEquals } from "@std/assert";
 *
 * // A worker module is normally a file that calls serveTasks(); this one answers by itself.
 * const square = "onmessage = ({ data }) => postMessage({ result: data * data });";
 * const worker = new URL(`data:text/javascript,${encodeURIComponent(square)}`);
 * assertEquals(await mapParallel(worker, [1, 2, 3], { workers: 2 }), [1, 4, 9]);
 * ```
 */
export async function mapParallel<Task, Result>(
  worker: URL,
  tasks: readonly Task[],
  options: ParallelOptions = {},
): Promise<Result[]> {
  const { onDone, signal } = options;
  signal?.throwIfAborted();
  if (tasks.length === 0) return [];
  const workers = options.workers ?? navigator.hardwareConcurrency;
  const count = Math.max(1, Math.min(workers, tasks.length));
  const results = new Array<Result>(tasks.length);
  const pool: Worker[] = [];
  let next = 0, done = 0;
  const stop = Promise.withResolvers<never>();
  const onAbort = () => stop.reject(signal?.reason);
  signal?.addEventListener("abort", onAbort);
  const run = async () => {
    const thread = new Worker(worker, { type: "module" });
    pool.push(thread);
    while (next < tasks.length) {
      const index = next++;
      results[index] = await ask<Task, Result>(thread, tasks[index] as Task);
      onDone?.(++done, tasks.length);
    }
  };
  try {
    await Promise.race([stop.promise, Promise.all(Array.from({ length: count }, run))]);
    return results;
  } finally {
    signal?.removeEventListener("abort", onAbort);
    next = tasks.length;
    for (const thread of pool) thread.terminate();
  }
}

function ask<Task, Result>(thread: Worker, task: Task): Promise<Result> {
  return new Promise((resolve, reject) => {
    thread.onmessage = ({ data }: MessageEvent<Answer<Result>>) => {
      if ("error" in data) reject(revive(data.error));
      else resolve(data.result);
    };
    thread.onerror = (event) => {
      event.preventDefault();
      reject(new Error(`A worker failed: ${event.message}`));
    };
    thread.postMessage(task);
  });
}

type Answer<Result> = { result: Result } | { error: Failure };

/** An error on its way between workers: structured clone would drop its class and own fields. */
interface Failure {
  name: string;
  message: string;
  stack?: string;
  problem?: InputProblem;
}

function revive(failure: Failure): Error {
  const { problem, ...rest } = failure;
  if (problem === undefined) return Object.assign(new Error(rest.message), rest);
  const { message, stack } = rest;
  return Object.assign(new InputError("", problem), { message, ...stack && { stack } });
}

function pack(error: unknown): Failure {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const failure: Failure = { name, message, ...stack && { stack } };
  if (!(error instanceof InputError)) return failure;
  const { cause: _, ...problem } = error.problem;
  if ("found" in problem) problem.found = plain(problem.found);
  return { ...failure, problem };
}

/** What was found, as something that can cross: a text stands in for functions and objects. */
function plain(found: unknown): unknown {
  const crosses = found === null || !["object", "function", "symbol"].includes(typeof found);
  return crosses ? found : String(found);
}

/**
 * The other side of {@link mapParallel}: answers each task with the function's result.
 *
 * @param work The function; it may be async.
 *
 * @example
 * ```ts
 * import { serveTasks } from "./parallel.ts";
 *
 * serveTasks((side: number) => side ** 2);
 * ```
 */
export function serveTasks<Task, Result>(work: (task: Task) => Result | Promise<Result>): void {
  const scope = globalThis as unknown as {
    onmessage: (event: MessageEvent<Task>) => void;
    postMessage: (answer: Answer<Result>) => void;
  };
  scope.onmessage = async ({ data }) => {
    try {
      scope.postMessage({ result: await work(data) });
    } catch (error) {
      scope.postMessage({ error: pack(error) });
    }
  };
}

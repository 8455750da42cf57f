/** How fast tasks follow one another. */
export interface Pace {
  /** Seconds until the threads work. */
  start: number;
  /** Seconds of one thread a task, one value a round of all threads. */
  seconds: number[];
}

/**
 * The pace of tasks from the times at which they were done, apart from the time that the threads took
 * to start: once every thread has done a task, each further round of as many tasks is one measurement.
 *
 * @param times When each task was done, seconds since the step began, ascending.
 * @param threads How many threads did them.
 * @returns No measurement where there was no second round.
 *
 * @example
 * ```ts
 * import { paceOf } from "./pace.ts";
 * import { assertEquals } from "@std/assert";
 *
 * // Two threads need 5 s to start, and then 2 s a task.
 * assertEquals(paceOf([7, 7, 9, 9, 11, 11], 2), { start: 5, seconds: [2, 2] });
 * ```
 */
export function paceOf(times: readonly number[], threads: number): Pace {
  const seconds: number[] = [];
  for (let end = 2 * threads; end <= times.length; end += threads) {
    seconds.push((times[end - 1] as number) - (times[end - threads - 1] as number));
  }
  const first = times[threads - 1] ?? 0;
  const mean = seconds.reduce((sum, one) => sum + one, 0) / Math.max(1, seconds.length);
  return { start: Math.max(0, first - mean), seconds };
}

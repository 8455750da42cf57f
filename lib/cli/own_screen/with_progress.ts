import { showProgress } from "../../show/progress.ts";
import type { StepOptions } from "../own_screen.ts";

/**
 * Runs a step through the fields of a screen and shows in the notebook how far it is.
 *
 * @param label What is done.
 * @param work The step; it is told how to say that a field is done.
 * @returns What the step gives.
 *
 * @example
 * ```ts
 * import { withProgress } from "./with_progress.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const found = await withProgress("Looking", ({ onDone }) => {
 *   onDone?.(1, 2);
 *   return Promise.resolve(7);
 * });
 * assertEquals(found, 7);
 * ```
 */
export async function withProgress<T>(
  label: string,
  work: (options: StepOptions) => Promise<T>,
): Promise<T> {
  const bar = await showProgress(100, { label: `${label} (%)` });
  try {
    const result = await work({ onDone: (done, total) => bar.set(100 * done / total) });
    bar.set(100);
    return result;
  } finally {
    await bar.done();
  }
}

import { mapParallel, type ParallelOptions } from "../../core/parallel.ts";
import type { FieldQuality, QualityOptions } from "../../image/quality.ts";
import type { IndexedField } from "../index_file.ts";

/** One field to be measured, as it crosses to a worker. */
export interface QualityTask {
  /** Row of an index. */
  row: IndexedField;
  /** How to measure it. */
  options: QualityOptions;
}

/** How a screen is measured. */
export interface ScreenQualityOptions extends QualityOptions, ParallelOptions {}

/**
 * Measures the quality of every field, on all cores.
 *
 * @param rows Rows of an index.
 * @param options Nuclear channel, size of a nucleus, workers, progress, stop.
 * @returns One entry a field, in the order of the rows.
 * @throws {Error} for a field that cannot be read; the message names plate, well, site and file.
 *
 * @example
 * ```ts
 * import { screenQuality } from "./quality.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await screenQuality([]), []);
 * ```
 */
export async function screenQuality(
  rows: readonly IndexedField[],
  { workers, onDone, signal, ...options }: ScreenQualityOptions = {},
): Promise<FieldQuality[]> {
  if (rows.length === 0) return [];
  return await mapParallel<QualityTask, FieldQuality>(
    new URL("./quality_worker.ts", import.meta.url),
    rows.map((row) => ({ row, options })),
    {
      ...(workers === undefined ? {} : { workers }),
      ...(onDone === undefined ? {} : { onDone }),
      ...(signal === undefined ? {} : { signal }),
    },
  );
}

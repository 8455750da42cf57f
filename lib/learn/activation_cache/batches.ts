import type { ActivationCache } from "../activation_cache.ts";
import { batchesOf, type BatchesOptions } from "../fit/batches.ts";
import type { Batches } from "../network.ts";

/** Which images, with which classes, in which order. */
export interface CachedBatchesOptions extends BatchesOptions {
  /** Positions of the images; defaults to *all of them*. */
  rows?: readonly number[];
}

/**
 * Batches of what a cache keeps, for the end of the network: with an epoch, each image is drawn in one of
 * its orientations; without, in the first.
 *
 * @param cache What the beginning gave.
 * @param targets Class number of each row.
 * @param options Rows, size, epoch, seed, balance.
 *
 * @example
 * ```ts
 * import { cachedBatches } from "./batches.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const cache = {
 *   shape: [1],
 *   count: 2,
 *   orientations: ["same" as const],
 *   key: "",
 *   found: 0,
 *   read: (i: number) => Promise.resolve({ shape: [1], data: new Float32Array([i]) }),
 * };
 * for await (const { inputs } of cachedBatches(cache, [0, 1])) {
 *   assertEquals([...inputs[0]!.data], [0, 1]);
 * }
 * ```
 */
export function cachedBatches(
  { read, orientations }: ActivationCache,
  targets: readonly number[],
  { rows, ...options }: CachedBatchesOptions = {},
): Batches {
  return batchesOf(targets.length, async (position, random) => {
    const way = random?.integer(orientations.length) ?? 0;
    const input = await read(rows?.[position] ?? position, way);
    return { inputs: [input], target: targets[position] as number };
  }, options);
}

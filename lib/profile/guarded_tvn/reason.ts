import type { TvnEffect } from "./effect.ts";

/**
 * What a correction changed, as a sentence.
 *
 * @param effect What was measured with and without.
 *
 * @example
 * ```ts
 * import { reasonOf } from "./reason.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const said = reasonOf({
 *   before: { samePlate: 0.8, replicates: 0.25 },
 *   after: { samePlate: 0.5, replicates: 0.5 },
 *   chance: 0.4,
 *   change: {
 *     samePlate: { value: -0.3, low: -0.4, high: -0.2 },
 *     replicates: { value: 0.25, low: 0.1, high: 0.4 },
 *   },
 * });
 * assertEquals(
 *   said,
 *   "Unseen controls beside their own plate: 80 % before, 50 % after, clearly less " +
 *     "(−40 to −20 points); replicates' precision above chance: 0.25 before, 0.50 after.",
 * );
 * ```
 */
export function reasonOf({ before, after, change: { samePlate, replicates } }: TvnEffect): string {
  const points = (share: number) => `${Math.round(100 * share) || 0}`.replace("-", "−");
  const isLess = samePlate.high < 0, isMore = samePlate.low > 0;
  return `Unseen controls beside their own plate: ${percent(before.samePlate)} before, ` +
    `${percent(after.samePlate)} after, ${
      isLess ? "clearly less" : isMore ? "clearly more" : "no clear change"
    } (${points(samePlate.low)} to ${
      points(samePlate.high)
    } points); replicates' precision above ` +
    (Number.isNaN(replicates.value)
      ? "chance: nothing was measured twice."
      : `chance: ${before.replicates.toFixed(2)} before, ${after.replicates.toFixed(2)} after.`);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

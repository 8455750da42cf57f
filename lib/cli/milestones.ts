/** Least time between two lines, ms, and least progress. */
const often = { milliseconds: 30_000, share: 0.1 };

/**
 * When to say in a log how far the work is: once it has gone on by a tenth since the last line, and half a
 * minute has passed, whichever comes later, so that logs stay short and a long run is not silent.
 *
 * @param now The time in ms; defaults to the clock.
 * @returns Asks for a share done, from 0 to 1, whether to say it; where the share is not known, time alone
 * counts.
 *
 * @example
 * ```ts
 * import { milestones } from "./milestones.ts";
 * import { assertEquals } from "@std/assert";
 *
 * let time = 0;
 * const isDue = milestones(() => time);
 * const told = [0.05, 0.1, 0.15, 0.2, 0.25].filter((share) => {
 *   time += 20_000;
 *   return isDue(share);
 * });
 * assertEquals(told, [0.1, 0.2]);
 * ```
 */
export function milestones(
  now: () => number = () => performance.now(),
): (share: number | undefined) => boolean {
  let at = now(), told = 0;
  return (share) => {
    // Work that begins anew, such as another file, counts from 0 again.
    if (share !== undefined && share < told) told = 0;
    if (now() - at < often.milliseconds) return false;
    // A tenth of 100 in steps of 10 is .1 but for rounding.
    if (share !== undefined && share - told < often.share - 1e-9) return false;
    [at, told] = [now(), share ?? told];
    return true;
  };
}

import type { Estimate } from "./bootstrap.ts";
import { wilsonInterval } from "./wilson_interval.ts";

/**
 * The mean of numbers between 0 and 1 with a bootstrap interval, which is taken from Wilson (95 %) where
 * it has no width.
 *
 * No bootstrap draws what was not seen: of seven units that are all right every resample is all right,
 * and "100 % to 100 %" would say that an eighth is right for certain. Numbers between 0 and 1 vary at most
 * as hits and misses of the same mean do, so that Wilson's interval is wide enough.
 *
 * @param estimate The mean and its interval.
 * @param units How many units were drawn.
 * @returns The estimate as it is where the interval has a width, or the mean is not between 0 and 1.
 *
 * @example
 * ```ts
 * import { widened } from "./widened.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { low, high } = widened({ value: 1, low: 1, high: 1 }, 7);
 * assertEquals([low.toFixed(2), high], ["0.65", 1]);
 * ```
 */
export function widened(estimate: Estimate, units: number): Estimate {
  const { value, low, high } = estimate;
  if (low !== high || value < 0 || value > 1) return estimate;
  return { value, ...wilsonInterval(value * units, units) };
}

import type { Estimate, Interval } from "./bootstrap.ts";
import { wilsonInterval } from "./wilson_interval.ts";

/** Two sums of the same numbers in another order differ by less. */
const rounding = 1e-9;

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
  // A mean of ones may lie above 1 by the rounding of its sum.
  const share = Math.min(1, Math.max(0, value));
  if (hasWidth({ low, high }) || !(Math.abs(share - value) <= rounding)) return estimate;
  return { value, ...wilsonInterval(share * units, units) };
}

/**
 * Whether the resamples that an interval is from differ by more than the rounding of their sums.
 *
 * @param interval The interval; one of nothing (NaN) has none.
 *
 * @example
 * ```ts
 * import { hasWidth } from "./widened.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(hasWidth({ low: 0.1 + 0.2, high: 0.3 }), false);
 * ```
 */
export function hasWidth({ low, high }: Interval): boolean {
  return high - low > rounding;
}

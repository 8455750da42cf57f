import type { Interval } from "./bootstrap.ts";

/**
 * 95 % interval of a share, for independent examples.
 *
 * Unlike a bootstrap it has a width where all or none of the examples are hits, which is common among
 * the few replicates of a treatment.
 *
 * Source: Wilson 1927, J. Am. Stat. Assoc. 22, 209 (score interval without continuity correction).
 *
 * @param hits How many it is true for; of examples that are hits in part (two doses of four), the sum.
 * @param total Of how many; NaN throughout of none.
 * @throws {RangeError} where the total is no whole number, or there are more hits than examples.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { low, high } = wilsonInterval(3, 3);
 * assertAlmostEquals(low, 0.4385, 1e-4);
 * assertAlmostEquals(high, 1);
 * ```
 */
export function wilsonInterval(hits: number, total: number): Interval {
  if (!(Number.isInteger(total) && hits >= 0 && hits <= total)) {
    throw new RangeError(`Cannot compute an interval: found ${hits} of ${total}`);
  }
  const z = 1.959963984540054, square = z * z / total;
  const share = hits / total;
  const middle = (share + square / 2) / (1 + square);
  const half = z / (1 + square) * Math.sqrt(share * (1 - share) / total + square / (4 * total));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

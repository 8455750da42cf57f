import { bootstrapIntervals, type BootstrapOptions, type Interval } from "../core/bootstrap.ts";
import { widened } from "../core/widened.ts";

/** A share with its interval. */
export interface Share {
  /** How many it is true for. */
  hits: number;
  /** Of how many. */
  total: number;
  /** `hits / total`; NaN of none. */
  share: number;
  /** Interval, by bootstrap over the units, or Wilson's where no resample differs. */
  interval: Interval;
}

/**
 * A share of examples, with an interval from a bootstrap over what they belong to.
 *
 * Treatments of one compound resemble one another, so that the compound is the unit that is drawn;
 * drawing single treatments would make the interval too narrow. Where all resamples have one share, as
 * where all or none are hits, it is Wilson's 95 % interval of as many examples as there are units.
 *
 * @param hits Whether it is true for each example [n].
 * @param units The unit, for example the compound, of each example [n].
 * @param options Resamples, confidence, seed.
 * @throws {RangeError} where the lists differ in length.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const { share, interval } = shareInterval([true, true, false], ["taxol", "taxol", "ALLN"]);
 * assertEquals([share, interval], [2 / 3, { low: 0, high: 1 }]);
 * ```
 */
export function shareInterval(
  hits: readonly boolean[],
  units: readonly string[],
  options: BootstrapOptions = {},
): Share {
  if (hits.length !== units.length) {
    throw new RangeError(`Cannot compute a share: ${hits.length} hits of ${units.length} units`);
  }
  const counts = new Map<string, { hits: number; total: number }>();
  for (const [i, unit] of units.entries()) {
    const count = counts.get(unit) ?? { hits: 0, total: 0 };
    counts.set(unit, count);
    count.total++;
    if (hits[i]) count.hits++;
  }
  const list = [...counts.values()];
  const sums = (rows: Iterable<number>) => {
    let right = 0, total = 0;
    for (const row of rows) {
      right += list[row]!.hits;
      total += list[row]!.total;
    }
    return { hits: right, total, share: right / total };
  };
  const [interval] = bootstrapIntervals(list.length, (rows) => [sums(rows).share], options);
  const { share, ...counted } = sums(list.keys());
  if (interval === undefined) return { ...counted, share, interval: { low: NaN, high: NaN } };
  const { low, high } = widened({ value: share, ...interval }, list.length);
  return { ...counted, share, interval: { low, high } };
}

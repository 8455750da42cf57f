import { bootstrapIntervals, type BootstrapOptions } from "../../core/bootstrap.ts";
import type { Estimate } from "../metrics.ts";

/** How {@link balancedAccuracyDifference} draws. */
export interface DifferenceOptions extends BootstrapOptions {
  /** What is drawn as one, such as the well of each example; defaults to *each alone*. */
  units?: readonly string[];
}

/**
 * How much more balanced accuracy one classifier has than another on the same examples.
 *
 * Paired: each resample of the units judges both, so that what makes an example hard for both does
 * not widen the interval.
 *
 * @param truth True class number of each example [n].
 * @param before What the first one named [n].
 * @param after What the second one named [n].
 * @param options Units, resamples, confidence, seed.
 * @returns Balanced accuracy of the second less that of the first, with its interval.
 * @throws {RangeError} without examples, or for lists of different lengths.
 *
 * @example
 * ```ts
 * import { balancedAccuracyDifference } from "./difference.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const truth = [0, 0, 0, 1], dmso = [0, 0, 0, 0], better = [0, 0, 1, 1];
 * const { value } = balancedAccuracyDifference(truth, dmso, better);
 * assertAlmostEquals(value, (2 / 3 + 1) / 2 - 0.5, 1e-12);
 * ```
 */
export function balancedAccuracyDifference(
  truth: ArrayLike<number>,
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  options: DifferenceOptions = {},
): Estimate {
  const n = truth.length;
  const units = options.units ?? Array.from({ length: n }, (_, i) => String(i));
  if (n === 0 || [before, after, units].some(({ length }) => length !== n)) {
    const found = `${n} true classes, ${before.length} and ${after.length} named`;
    throw new RangeError(`Cannot compare classifiers: ${found}, ${units.length} units`);
  }
  const groups = [...Map.groupBy(units.keys(), (i) => units[i]).values()];
  const classes = Array.from(truth).reduce((most, c) => Math.max(most, c), 0) + 1;
  const gains = new Float64Array(classes), counts = new Float64Array(classes);
  const difference = (drawn: Iterable<number>): number => {
    gains.fill(0);
    counts.fill(0);
    for (const group of drawn) {
      for (const row of groups[group]!) {
        const c = truth[row]!;
        counts[c]!++;
        gains[c]! += Number(after[row] === c) - Number(before[row] === c);
      }
    }
    let sum = 0, seen = 0;
    for (let c = 0; c < classes; c++) {
      if (counts[c] === 0) continue;
      sum += gains[c]! / counts[c]!;
      seen++;
    }
    return sum / seen;
  };
  const [interval] = bootstrapIntervals(groups.length, (rows) => [difference(rows)], options);
  return { value: difference(groups.keys()), ...interval! };
}

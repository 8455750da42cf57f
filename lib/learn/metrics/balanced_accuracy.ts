import { bootstrapIntervals, type BootstrapOptions } from "../../core/bootstrap.ts";
import { Random } from "../../core/random.ts";
import { widenedMean } from "../../core/widened_mean.ts";
import type { Estimate } from "../metrics.ts";

/** How {@link balancedAccuracy} and {@link balancedAccuracyDifference} draw. */
export interface RunsOptions extends BootstrapOptions {
  /** What is drawn as one, such as the well of each example; defaults to *each alone*. */
  units?: readonly string[];
}

/**
 * Mean balanced accuracy of several trainings, judged on the same examples.
 *
 * Two things happen by chance: which examples there are, and which seed a training has. Each resample
 * draws units, and trainings where there are several, so that the interval holds both. Of very few
 * trainings it knows too little and is a bit too narrow. Where no resample differs, as where all name
 * one class, the interval is made of Wilson's of the classes (95 %), counting units ({@link widenedMean}).
 *
 * @param truth True class number of each example [n].
 * @param runs What each training named [runs][n].
 * @param options Units, resamples, confidence, seed.
 * @returns Mean over the trainings, with its interval.
 * @throws {RangeError} without examples or trainings, or for lists of different lengths.
 *
 * @example
 * ```ts
 * import { balancedAccuracy } from "./balanced_accuracy.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const truth = [0, 0, 0, 1];
 * assertEquals(balancedAccuracy(truth, [[0, 0, 0, 0], [0, 0, 0, 1]]).value, 0.75);
 * // Four examples that are all named right are few.
 * assertEquals(balancedAccuracy(truth, [truth]).low.toFixed(2), "0.51");
 * ```
 */
export function balancedAccuracy(
  truth: ArrayLike<number>,
  runs: readonly ArrayLike<number>[],
  options: RunsOptions = {},
): Estimate {
  const right = (run: number, row: number) => Number(runs[run]![row] === truth[row]);
  const mean = meanOverClasses(truth, runs, right, options);
  const shares = [...Map.groupBy(Array.from(truth).keys(), (row) => truth[row]!).values()].map(
    (rows) => {
      const hits = rows.flatMap((row) => runs.map((_, run) => right(run, row)));
      return {
        share: hits.reduce((sum, hit) => sum + hit, 0) / hits.length,
        units: new Set<unknown>(rows.map((row) => options.units?.[row] ?? row)),
      };
    },
  );
  return widenedMean(mean, shares);
}

/**
 * How much more balanced accuracy one kind of training gives than another, on the same examples.
 *
 * Paired: each resample judges both, so that what makes an example hard for both does not widen the
 * interval; and run i of one is compared with run i of the other, so give both the same seeds. Units
 * and runs are drawn as {@link balancedAccuracy} does.
 *
 * @param truth True class number of each example [n].
 * @param before What the trainings of the first kind named [runs][n].
 * @param after What those of the second kind named [runs][n].
 * @param options Units, resamples, confidence, seed.
 * @returns Balanced accuracy of the second less that of the first, mean over runs, with its interval.
 * @throws {RangeError} without examples or runs, or for lists of different lengths.
 *
 * @example
 * ```ts
 * import { balancedAccuracyDifference } from "./balanced_accuracy.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const truth = [0, 0, 0, 1], dmso = [0, 0, 0, 0], better = [0, 0, 1, 1];
 * const { value } = balancedAccuracyDifference(truth, [dmso], [better]);
 * assertAlmostEquals(value, (2 / 3 + 1) / 2 - 0.5, 1e-12);
 * ```
 */
export function balancedAccuracyDifference(
  truth: ArrayLike<number>,
  before: readonly ArrayLike<number>[],
  after: readonly ArrayLike<number>[],
  options: RunsOptions = {},
): Estimate {
  if (before.length !== after.length) {
    throw new RangeError(`Cannot compare ${before.length} trainings with ${after.length}`);
  }
  const runs = before.flatMap((one, run) => [one, after[run]!]);
  const gain = (run: number, row: number) =>
    Number(after[run]![row] === truth[row]) - Number(before[run]![row] === truth[row]);
  return meanOverClasses(truth, runs, gain, options, before.length);
}

/** A class's examples in a unit. */
interface Cell {
  label: number;
  count: number;
  /** Sum over the examples, for each run. */
  sums: Float64Array;
}

/** Mean over runs of the mean over classes of the mean over examples, with its interval. */
function meanOverClasses(
  truth: ArrayLike<number>,
  lists: readonly ArrayLike<number>[],
  score: (run: number, row: number) => number,
  options: RunsOptions,
  runs = lists.length,
): Estimate {
  const n = truth.length;
  const units = options.units ?? Array.from({ length: n }, (_, i) => String(i));
  if (n === 0 || runs === 0 || [...lists, units].some(({ length }) => length !== n)) {
    const found = `${n} true classes, ${lists.map(({ length }) => length).join(" and ")} named`;
    throw new RangeError(`Cannot judge classifiers: ${found}, ${units.length} units`);
  }
  const classes = Array.from(truth).reduce((most, c) => Math.max(most, c), 0) + 1;
  const cells = [...Map.groupBy(units.keys(), (row) => units[row]).values()].map((rows) =>
    [...Map.groupBy(rows, (row) => truth[row]!)].map(([label, own]): Cell => ({
      label,
      count: own.length,
      sums: Float64Array.from(
        { length: runs },
        (_, run) => own.reduce((sum, row) => sum + score(run, row), 0),
      ),
    }))
  );
  const sums = new Float64Array(classes), counts = new Float64Array(classes);
  const statistic = (drawn: Iterable<number>, weights: Float64Array): number => {
    sums.fill(0);
    counts.fill(0);
    for (const unit of drawn) {
      for (const cell of cells[unit]!) {
        counts[cell.label]! += cell.count;
        for (let run = 0; run < runs; run++) sums[cell.label]! += weights[run]! * cell.sums[run]!;
      }
    }
    let sum = 0, seen = 0;
    for (let c = 0; c < classes; c++) {
      if (counts[c] === 0) continue;
      sum += sums[c]! / counts[c]!;
      seen++;
    }
    return sum / seen;
  };
  const random = new Random(options.seed ?? 1).fork("runs");
  const weights = new Float64Array(runs);
  const [interval] = bootstrapIntervals(cells.length, (rows) => {
    weights.fill(0);
    for (let i = 0; i < runs; i++) weights[random.integer(runs)]! += 1 / runs;
    return [statistic(rows, weights)];
  }, options);
  return { value: statistic(cells.keys(), weights.fill(1 / runs)), ...interval! };
}

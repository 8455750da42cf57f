import { bootstrapIntervals, type BootstrapOptions, type Estimate } from "../core/bootstrap.ts";
import { type CrossTable, crossTable } from "../core/cross_table.ts";
import { InputError } from "../core/errors.ts";
import { widened } from "../core/widened.ts";
import { widenedMean } from "../core/widened_mean.ts";

export type { Estimate } from "../core/bootstrap.ts";

/** How well one class is found. */
export interface ClassScore {
  /** The class. */
  label: string;
  /** True examples of it. */
  support: number;
  /** Share of its examples that got its name; NaN without examples. */
  recall: Estimate;
  /** Share of the examples with its name that are of it; 0 where it was never named. */
  precision: number;
  /** 2 TP / (2 TP + FP + FN). */
  f1: number;
}

/** How well a classifier names what it has not seen. */
export interface ClassReport {
  /** Share named right. */
  accuracy: Estimate;
  /** Mean of the recalls of the classes that there are examples of. */
  balancedAccuracy: Estimate;
  /** Mean of the F1 of the classes that are true or named at least once. */
  macroF1: Estimate;
  /** Each class. */
  classes: ClassScore[];
  /** True class (rows) by the one named (columns). */
  confusion: CrossTable;
}

/** How {@link classReport} draws. */
export interface ClassReportOptions extends BootstrapOptions {
  /** What is drawn as one, such as the well or the compound of each example; defaults to *each alone*. */
  units?: readonly string[];
}

/**
 * Scores of a classifier: per-class recall, balanced accuracy, macro-F1, confusion, with bootstrap
 * intervals.
 *
 * Definitions are those of scikit-learn (`balanced_accuracy_score`, `f1_score` with `macro` and
 * `zero_division=0`). Cells of one well are not independent: give `units`, or the intervals are
 * too narrow.
 *
 * Where all is right or all is wrong no resample differs, however few units there are; nor does the
 * balanced accuracy where all gets one name. An interval without a width is Wilson's (95 %) for an accuracy
 * or a recall, counting units ({@link widened}); for the balanced accuracy it is made of those of the
 * classes' recalls ({@link widenedMean}), so that a class of two wells is not as certain as one of fifty,
 * and for macro-F1 it reaches as far to both sides, within 0 and 1.
 *
 * @param truth True class number of each example [n].
 * @param predicted Class number that was named [n].
 * @param labels Names of the classes.
 * @param options Units, resamples, confidence, seed.
 * @throws {RangeError} without examples, for lists of different lengths, or a number that is no class.
 *
 * @example
 * ```ts
 * import { classReport } from "./metrics.ts";
 * import { assert, assertEquals } from "@std/assert";
 *
 * // Whoever always says DMSO is right three times of four, and has learned nothing.
 * const truth = Array.from({ length: 40 }, (_, i) => i < 30 ? 0 : 1), named = truth.map(() => 0);
 * const { accuracy, balancedAccuracy } = classReport(truth, named, ["DMSO", "taxol"]);
 * assertEquals([accuracy.value, balancedAccuracy.value], [0.75, 0.5]);
 * assert(balancedAccuracy.low < 0.45 && balancedAccuracy.high > 0.63);
 * ```
 */
export function classReport(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  labels: readonly string[],
  options: ClassReportOptions = {},
): ClassReport {
  const n = truth.length, k = labels.length;
  const units = options.units ?? Array.from({ length: n }, (_, i) => String(i));
  if (n === 0 || predicted.length !== n || units.length !== n) {
    const found = `${n} true classes, ${predicted.length} named, ${units.length} units`;
    throw new RangeError(`Cannot score a classifier: ${found}`);
  }
  const names = (numbers: ArrayLike<number>) =>
    Array.from(numbers, (number) => {
      const name = labels[number];
      if (name !== undefined) return name;
      throw new RangeError(`Cannot score a classifier: ${number} is none of ${k} classes`);
    });
  const order = { rows: labels, columns: labels };
  const confusion = crossTable(names(truth), names(predicted), order);
  // Of each unit only its own confusion counts, so that a resample is a sum of few tables.
  const groups = [...Map.groupBy(units.keys(), (i) => units[i]).values()];
  const tables = groups.map((rows) => rows.map((i) => truth[i]! * k + predicted[i]!));
  const drawn = new Float64Array(k * k);
  const intervals = bootstrapIntervals(groups.length, (rows) => {
    drawn.fill(0);
    for (const row of rows) for (const cell of tables[row]!) drawn[cell]!++;
    const { accuracy, balanced, f1, recalls } = scoresOf(drawn, k);
    return [accuracy, balanced, f1, ...recalls];
  }, options);
  const { accuracy, balanced, f1, recalls, precisions, f1s, supports } = scoresOf(
    confusion.counts.data,
    k,
  );
  const estimate = (value: number, at: number): Estimate => ({ value, ...intervals[at]! });
  const own = labels.map((_, c) => new Set(units.filter((_, i) => truth[i] === c)));
  const classes = labels.map((label, c): ClassScore => {
    const recall = widened(estimate(recalls[c]!, 3 + c), own[c]!.size);
    return { label, support: supports[c]!, recall, precision: precisions[c]!, f1: f1s[c]! };
  });
  const shares = recalls.map((share, c) => ({ share, units: own[c]! }));
  return {
    accuracy: widened(estimate(accuracy, 0), groups.length),
    balancedAccuracy: widenedMean(estimate(balanced, 1), shares),
    macroF1: widenedMean(estimate(f1, 2), shares),
    classes,
    confusion,
  };
}

/** Scores of a confusion table [k × k]. */
function scoresOf(table: Float64Array, k: number) {
  const supports = new Float64Array(k), named = new Float64Array(k);
  let right = 0, total = 0;
  for (let row = 0; row < k; row++) {
    for (let column = 0; column < k; column++) {
      const count = table[row * k + column]!;
      supports[row]! += count;
      named[column]! += count;
      total += count;
    }
    right += table[row * k + row]!;
  }
  const hits = (c: number) => table[c * k + c]!;
  const recalls = Array.from(supports, (count, c) => hits(c) / count);
  const precisions = Array.from(named, (count, c) => count === 0 ? 0 : hits(c) / count);
  const f1s = Array.from(supports, (count, c) => {
    const all = count + named[c]!;
    return all === 0 ? NaN : 2 * hits(c) / all;
  });
  return {
    accuracy: right / total,
    balanced: meanOf(recalls),
    f1: meanOf(f1s),
    recalls,
    precisions,
    f1s: f1s.map((value) => Number.isNaN(value) ? 0 : value),
    supports,
  };
}

function meanOf(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

/**
 * Area under the ROC curve: the probability that an example of the class scores higher than one of
 * another, ties counting half (Mann & Whitney 1947).
 *
 * @param scores Score of each example [n].
 * @param positive Whether it is of the class [n].
 * @returns NaN where one of both is missing.
 * @throws {InputError} for a score that is no number.
 *
 * @example
 * ```ts
 * import { areaUnderCurve } from "./metrics.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(areaUnderCurve([1, 2, 2, 3], [false, false, true, true]), 0.875);
 * ```
 */
export function areaUnderCurve(scores: ArrayLike<number>, positive: readonly boolean[]): number {
  const wrong = positive.findIndex((_, i) => Number.isNaN(scores[i] ?? NaN));
  if (wrong >= 0) {
    throw new InputError("Cannot take the area under a ROC curve", {
      found: `the score ${scores[wrong]} of example ${wrong + 1}`,
      allowed: "numbers",
    });
  }
  const order = [...positive.keys()].sort((a, b) => scores[a]! - scores[b]!);
  let ranks = 0, positives = 0;
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) to++;
    const hits = order.slice(from, to).filter((i) => positive[i]).length;
    ranks += hits * (from + 1 + to) / 2;
    positives += hits;
    from = to;
  }
  const pairs = positives * (order.length - positives);
  return pairs === 0 ? NaN : (ranks - positives * (positives + 1) / 2) / pairs;
}

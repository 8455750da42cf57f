import type { Estimate, Interval } from "../../core/bootstrap.ts";
import { type ClassReport, classReport } from "../../learn/metrics.ts";
import { wilsonInterval } from "../../profile/wilson_interval.ts";

/**
 * Scores of a classifier as `classReport` gives them, with intervals that have a width even where all is
 * right or all is wrong: no bootstrap draws what was not seen, however few units there are.
 *
 * There the interval of an accuracy or a recall is Wilson's, counting units; that of the balanced
 * accuracy and of macro-F1 is the mean of the ends of the classes' recalls, so that a class of two
 * wells is not as certain as one of fifty.
 *
 * @param truth True class number of each example [n].
 * @param named Class number that was named [n].
 * @param classes Names of the classes.
 * @param units What is drawn as one, such as the well of each example [n].
 *
 * @example
 * ```ts
 * import { judgeUnits } from "./judge_units.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { accuracy } = judgeUnits([0, 0, 1], [0, 0, 1], ["DMSO", "taxol"], ["B02", "B02", "B03"]);
 * assertEquals([accuracy.low.toFixed(2), accuracy.high], ["0.34", 1]);
 * ```
 */
export function judgeUnits(
  truth: ArrayLike<number>,
  named: ArrayLike<number>,
  classes: readonly string[],
  units: readonly string[],
): ClassReport {
  const report = classReport(truth, named, classes, { units });
  const scores = report.classes.map((score, c) => {
    const own = units.filter((_, i) => truth[i] === c);
    return { ...score, recall: widened(score.recall, () => ofUnits(score.recall, own)) };
  });
  const there = scores.filter(({ support }) => support > 0).map(({ recall }) => recall);
  const ends = () => ({
    low: there.reduce((sum, { low }) => sum + low, 0) / there.length,
    high: there.reduce((sum, { high }) => sum + high, 0) / there.length,
  });
  return {
    ...report,
    classes: scores,
    accuracy: widened(report.accuracy, () => ofUnits(report.accuracy, units)),
    balancedAccuracy: widened(report.balancedAccuracy, ends),
    macroF1: widened(report.macroF1, ends),
  };
}

/**
 * A score with its interval, for people.
 *
 * @param estimate The score.
 *
 * @example
 * ```ts
 * import { sayEstimate } from "./judge_units.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sayEstimate({ value: 0.5, low: 0.25, high: 0.75 }), "0.500 (0.250 to 0.750)");
 * ```
 */
export function sayEstimate({ value, low, high }: Estimate): string {
  return `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
}

function widened(estimate: Estimate, interval: () => Interval): Estimate {
  return estimate.value === 0 || estimate.value === 1 ? { ...estimate, ...interval() } : estimate;
}

/** Where the share is 0 or 1, it is so of each unit. */
function ofUnits({ value }: Estimate, units: readonly string[]): Interval {
  const { size } = new Set(units);
  return wilsonInterval(value * size, size);
}

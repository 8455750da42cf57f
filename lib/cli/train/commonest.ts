import type { ClassReport } from "../../learn/metrics.ts";

/** How often the class that is commonest in training is named. */
export interface Commonest {
  /** The class. */
  label: string;
  /** Share of the examples that get its name. */
  named: number;
  /** Share of the examples that are of it. */
  true: number;
}

/**
 * How often the class that is commonest in training is named: study A's bias.
 *
 * @param report Scores.
 * @param learned Class number of each training example.
 * @param classes Names of the classes.
 *
 * @example
 * ```ts
 * import { commonestOf } from "./commonest.ts";
 * import { classReport } from "../../learn/metrics.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const report = classReport([0, 1], [0, 0], ["DMSO", "taxol"]);
 * const found = commonestOf(report, [0, 0, 1], ["DMSO", "taxol"]);
 * assertEquals(found, { label: "DMSO", named: 1, true: 0.5 });
 * ```
 */
export function commonestOf(
  report: ClassReport,
  learned: readonly number[],
  classes: readonly string[],
): Commonest {
  const counts = classes.map((_, c) => learned.filter((target) => target === c).length);
  const most = counts.indexOf(Math.max(...counts)), k = classes.length;
  const { data } = report.confusion.counts;
  const total = data.reduce((sum, value) => sum + value, 0);
  const named = classes.reduce((sum, _, row) => sum + data[row * k + most]!, 0);
  const truth = report.classes[most]!;
  return { label: truth.label, named: named / total, true: truth.support / total };
}

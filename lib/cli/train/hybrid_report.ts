import { type ClassReport, classReport } from "../../learn/metrics.ts";
import type { Values } from "../../learn/network.ts";

/**
 * Scores of what a network gave.
 *
 * @param outputs Logits [n × classes].
 * @param truth Class numbers [n].
 * @param classes Names of the classes.
 * @param units What a bootstrap draws as one [n]; without it there is no interval to speak of.
 */
export function reportOf(
  outputs: Values,
  truth: Values,
  classes: readonly string[],
  units?: readonly string[],
): ClassReport {
  const k = classes.length;
  const named = Array.from(truth.data, (_, row) => {
    const logits = outputs.data.subarray(row * k, (row + 1) * k);
    return logits.indexOf(Math.max(...logits));
  });
  return classReport(
    truth.data,
    named,
    classes,
    units === undefined ? { resamples: 1 } : { units },
  );
}

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
 * import { commonestOf, reportOf } from "./hybrid_report.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const outputs = { shape: [2, 2], data: new Float32Array([3, 1, 2, 0]) };
 * const report = reportOf(outputs, { shape: [2], data: new Int32Array([0, 1]) }, ["DMSO", "taxol"]);
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

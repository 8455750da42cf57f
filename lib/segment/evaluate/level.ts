/** What was found right and wrong where a pair counts from a certain overlap on. */
export interface Level {
  /** Least intersection over union of a pair. */
  iou: number;
  /** True objects that were found. */
  tp: number;
  /** Found objects that are none. */
  fp: number;
  /** True objects that were missed. */
  fn: number;
  /** tp / (tp + fp). */
  precision: number;
  /** tp / (tp + fn). */
  recall: number;
  /** 2 tp / (2 tp + fp + fn). */
  f1: number;
  /** tp / (tp + fp + fn), which the field calls average precision. */
  ap: number;
}

/**
 * Precision, recall, F1 and AP from counts.
 *
 * Nothing there and nothing found is right: all four are 1. Otherwise 0 of 0 is 0, so that finding
 * nothing has precision 0 where there is something, and finding something has recall 0 where there
 * is nothing.
 *
 * Source: AP as in Caicedo et al. 2019, Nature Methods 16, 1247 (2018 Data Science Bowl).
 *
 * @param iou Least intersection over union of a pair.
 * @param tp True objects found.
 * @param fp Found objects that are none.
 * @param fn True objects missed.
 *
 * @example
 * ```ts
 * import { level } from "./level.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(level(0.5, 6, 2, 2), {
 *   iou: 0.5,
 *   tp: 6,
 *   fp: 2,
 *   fn: 2,
 *   precision: 0.75,
 *   recall: 0.75,
 *   f1: 0.75,
 *   ap: 0.6,
 * });
 * ```
 */
export function level(iou: number, tp: number, fp: number, fn: number): Level {
  const empty = tp + fp + fn === 0 ? 1 : 0;
  const share = (part: number, whole: number) => whole === 0 ? empty : part / whole;
  return {
    iou,
    tp,
    fp,
    fn,
    precision: share(tp, tp + fp),
    recall: share(tp, tp + fn),
    f1: share(2 * tp, 2 * tp + fp + fn),
    ap: share(tp, tp + fp + fn),
  };
}

/**
 * Thresholds of intersection over union from .5 to .9.
 *
 * @param step Distance between them; defaults to .05.
 * @throws {RangeError} unless the step divides .4 into whole parts.
 *
 * @example
 * ```ts
 * import { iouThresholds } from "./level.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(iouThresholds(0.1), [0.5, 0.6, 0.7, 0.8, 0.9]);
 * ```
 */
export function iouThresholds(step = 0.05): number[] {
  const parts = 0.4 / step;
  if (!(step > 0) || parts > 400 || Math.abs(parts - Math.round(parts)) > 1e-9) {
    throw new RangeError(`Thresholds run from .5 to .9: found a step of ${step}, use .05 or .1`);
  }
  // Rounded, so that 7 of 10 pixels reach the threshold .7.
  return Array.from(
    { length: Math.round(parts) + 1 },
    (_, i) => Number((0.5 + i * step).toFixed(6)),
  );
}

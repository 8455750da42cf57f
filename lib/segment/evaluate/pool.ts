import { bootstrapIntervals, type BootstrapOptions, type Interval } from "../../core/bootstrap.ts";
import type { SegmentationScore } from "../evaluate.ts";
import { type Level, level } from "./level.ts";

/** Intervals at one threshold, images drawn anew. */
export interface ScoreInterval {
  /** Least intersection over union of a pair. */
  iou: number;
  /** Of the pooled F1. */
  f1: Interval;
  /** Of the pooled AP. */
  ap: Interval;
}

/** Scores of several images taken together. */
export interface PooledScore {
  /** Images. */
  images: number;
  /** True objects. */
  truth: number;
  /** Found objects. */
  found: number;
  /** Scores of all objects as if in one image: a crowded image counts more. */
  levels: Level[];
  /** Means over images, each counting once, at each threshold. */
  perImage: { iou: number; f1: number; ap: number }[];
  /** Bootstrap intervals of the pooled scores. */
  intervals: ScoreInterval[];
  /** Mean intersection over union of all pairs at .5; NaN where there are none. */
  meanIou: number;
  /** True objects that were cut up. */
  split: number;
  /** Found objects in which several true ones lie. */
  merged: number;
}

/** How scores are pooled. */
export type PoolOptions = BootstrapOptions;

/**
 * Takes the scores of several images together: pooled over objects and averaged over images.
 *
 * @param scores From `evaluateLabels`, all with the same thresholds.
 * @param options Resamples, confidence and seed of the intervals, whose unit is the image.
 * @throws {RangeError} where thresholds differ.
 *
 * @example
 * ```ts
 * import { evaluateLabels, poolScores } from "../evaluate.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const cells = new Int32Array([1, 0, 2]), none = new Int32Array(3);
 * const { levels, perImage } = poolScores([
 *   evaluateLabels(cells, cells),
 *   evaluateLabels(cells, none),
 *   evaluateLabels(none, none),
 * ]);
 * assertEquals(levels[0]?.f1, 2 / 3);
 * assertEquals(perImage[0]?.f1, 2 / 3);
 * ```
 */
export function poolScores(
  scores: readonly SegmentationScore[],
  options: PoolOptions = {},
): PooledScore {
  const thresholds = scores[0]?.levels.map(({ iou }) => iou) ?? [];
  const same = scores.every(({ levels }) =>
    levels.length === thresholds.length && levels.every(({ iou }, i) => iou === thresholds[i])
  );
  if (!same) throw new RangeError("Cannot pool scores: their thresholds differ");
  const all = Int32Array.from(scores.keys());
  const pooled = (rows: Int32Array) =>
    thresholds.map((iou, i) => {
      let tp = 0, fp = 0, fn = 0;
      for (const row of rows) {
        const one = scores[row]?.levels[i] as Level;
        tp += one.tp;
        fp += one.fp;
        fn += one.fn;
      }
      return level(iou, tp, fp, fn);
    });
  const spread = bootstrapIntervals(
    scores.length,
    (rows) => pooled(rows).flatMap(({ f1, ap }) => [f1, ap]),
    options,
  );
  const sum = (value: (score: SegmentationScore) => number) =>
    scores.reduce((total, score) => total + value(score), 0);
  return {
    images: scores.length,
    truth: sum(({ truth }) => truth),
    found: sum(({ found }) => found),
    levels: pooled(all),
    perImage: thresholds.map((iou, i) => ({
      iou,
      f1: sum(({ levels }) => (levels[i] as Level).f1) / scores.length,
      ap: sum(({ levels }) => (levels[i] as Level).ap) / scores.length,
    })),
    intervals: thresholds.map((iou, i) => ({
      iou,
      f1: spread[2 * i] as Interval,
      ap: spread[2 * i + 1] as Interval,
    })),
    meanIou: sum(({ pairs, meanIou }) => pairs === 0 ? 0 : meanIou * pairs) /
      sum(({ pairs }) => pairs),
    split: sum(({ split }) => split),
    merged: sum(({ merged }) => merged),
  };
}

import { iouThresholds, type Level, level } from "./evaluate/level.ts";
import { matchObjects } from "./evaluate/match.ts";
import { type Overlaps, overlaps } from "./evaluate/overlap.ts";

export { iouThresholds, type Level, level } from "./evaluate/level.ts";
export { type Matches, matchObjects } from "./evaluate/match.ts";
export { type Overlaps, overlaps } from "./evaluate/overlap.ts";
export {
  type PooledScore,
  type PoolOptions,
  poolScores,
  type ScoreInterval,
} from "./evaluate/pool.ts";

/** How well one label image agrees with the truth. */
export interface SegmentationScore {
  /** True objects. */
  truth: number;
  /** Found objects. */
  found: number;
  /** Counts and scores at each threshold. */
  levels: Level[];
  /** Pairs at .5. */
  pairs: number;
  /** Mean intersection over union of the pairs at .5; NaN where there are none. */
  meanIou: number;
  /** True objects that were cut up: at least two found objects lie mostly in them (over-segmentation). */
  split: number;
  /** Found objects in which at least two true objects mostly lie (under-segmentation). */
  merged: number;
}

/** How `evaluateLabels` works. */
export interface EvaluateOptions {
  /** Thresholds of intersection over union, from .5 to 1; defaults to .5, .55, … .9. */
  thresholds?: readonly number[];
}

/**
 * Scores a label image against the truth, object by object.
 *
 * A pair counts from the threshold on (≥). Objects at the border count as any other. Where both
 * images are empty, every score is 1.
 *
 * @param truth True labels `[height × width]`, 0 = background; gaps in the numbers do not matter.
 * @param found Labels to be judged, of the same size.
 * @param options Thresholds.
 * @throws {InputError} where sizes differ or a label is negative.
 * @throws {RangeError} for a threshold below .5, where pairs would not be unique, or above 1.
 *
 * @example
 * ```ts
 * import { evaluateLabels } from "./evaluate.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const truth = new Int32Array([1, 1, 1, 0, 2, 2]);
 * const found = new Int32Array([4, 4, 0, 0, 0, 0]);
 * const { levels, meanIou } = evaluateLabels(truth, found, { thresholds: [0.5, 0.7] });
 * assertEquals(levels.map(({ tp, fp, fn }) => [tp, fp, fn]), [[1, 0, 1], [0, 1, 2]]);
 * assertEquals(meanIou, 2 / 3);
 * ```
 */
export function evaluateLabels(
  truth: Int32Array,
  found: Int32Array,
  options: EvaluateOptions = {},
): SegmentationScore {
  const thresholds = options.thresholds ?? iouThresholds();
  const bad = thresholds.find((threshold) => !(threshold >= 0.5 && threshold <= 1));
  if (bad !== undefined) {
    throw new RangeError(`Pairs are unique from an IoU of .5 on: found ${bad}, allowed: .5 to 1`);
  }
  const table = overlaps(truth, found);
  const { iou } = matchObjects(table);
  const objects = table.truthAreas.length, candidates = table.foundAreas.length;
  return {
    truth: objects,
    found: candidates,
    levels: thresholds.map((threshold) => {
      const tp = iou.filter((value) => value >= threshold).length;
      return level(threshold, tp, candidates - tp, objects - tp);
    }),
    pairs: iou.length,
    meanIou: iou.reduce((sum, value) => sum + value, 0) / iou.length,
    ...cutAndJoined(table),
  };
}

function cutAndJoined(table: Overlaps): { split: number; merged: number } {
  const { truth, found, pixels, truthAreas, foundAreas } = table;
  const inside = new Uint16Array(truthAreas.length), covers = new Uint16Array(foundAreas.length);
  for (let pair = 0; pair < pixels.length; pair++) {
    const t = truth[pair] as number, f = found[pair] as number, shared = pixels[pair] as number;
    if (2 * shared > (foundAreas[f] as number)) inside[t] = (inside[t] as number) + 1;
    if (2 * shared > (truthAreas[t] as number)) covers[f] = (covers[f] as number) + 1;
  }
  const several = (counts: Uint16Array) => counts.filter((count) => count > 1).length;
  return { split: several(inside), merged: several(covers) };
}

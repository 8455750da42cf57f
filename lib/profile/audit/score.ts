import { bootstrapIntervals, type Interval } from "../../core/bootstrap.ts";
import { sortedQuantile } from "../../core/quantile.ts";
import { hasWidth, widened } from "../../core/widened.ts";
import { widenedMean } from "../../core/widened_mean.ts";
import type { Rightness } from "./guess.ts";

/** A share with its interval. */
export interface Share extends Interval {
  /** The share itself. */
  value: number;
}

/** How well labels are named. */
export interface Score {
  /** Share of the rows named right. */
  accuracy: Share;
  /** Mean over the labels of the share named right. */
  balancedAccuracy: Share;
  /**
   * What its balanced accuracy is not below, at 97.5 % for all that are compared at once; where no
   * resample differs, the lower end of its interval.
   */
  atLeast: number;
}

/** How scores are resampled. */
export interface ScoreOptions {
  /** Resamples of the units; defaults to 1000. */
  resamples?: number;
  /** Seed of the resamples; defaults to 1. */
  seed?: number;
  /** Scores that are compared with chance at once; defaults to 1. */
  compared?: number;
}

/**
 * Scores with bootstrap intervals over units that belong together.
 *
 * Where no resample differs, as where all units are right, intervals are Wilson's (95 %), counting units:
 * of the accuracy by {@link widened}, of the balanced accuracy by {@link widenedMean}. Three units that are
 * all named right do not say that a nuisance always tells.
 *
 * @param right From a guess; NaN rows are left out [n].
 * @param labels Number of each row's label [n].
 * @param unit Number of each row's unit [n].
 * @param options Resamples, seed, and how many scores are compared: of twenty that are chance one
 * would lie above it by chance, so that `atLeast` shares the error among them (Bonferroni).
 *
 * @example
 * ```ts
 * import { scoreOf } from "./score.ts";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const right = new Float64Array([1, 1, 1, 0]), labels = new Int32Array([0, 0, 0, 1]);
 * const { accuracy, balancedAccuracy } = scoreOf(right, labels, Int32Array.from(right.keys()));
 * assertEquals([accuracy.value, balancedAccuracy.value], [0.75, 0.5]);
 * assert(accuracy.low < 0.75 && accuracy.high > 0.75);
 * ```
 */
export function scoreOf(
  right: Rightness,
  labels: Int32Array,
  unit: Int32Array,
  { resamples = 1000, seed = 1, compared = 1 }: ScoreOptions = {},
): Score {
  const rows = [...right.keys()].filter((row) => !Number.isNaN(right[row]));
  const units = [...Map.groupBy(rows, (row) => unit[row]).values()];
  const most = labels.reduce((a, b) => Math.max(a, b), 0) + 1;
  const countOf = (drawn: Iterable<number>) => {
    const sums = new Float64Array(most), counts = new Float64Array(most);
    for (const index of drawn) {
      for (const row of units[index] as number[]) {
        sums[labels[row]!]! += right[row]!;
        counts[labels[row]!]!++;
      }
    }
    return { sums, counts };
  };
  const statistics = ({ sums, counts }: ReturnType<typeof countOf>): [number, number] => {
    let sum = 0, count = 0, recall = 0, seen = 0;
    for (let label = 0; label < most; label++) {
      if (counts[label] === 0) continue;
      sum += sums[label]!;
      count += counts[label]!;
      recall += sums[label]! / counts[label]!;
      seen++;
    }
    return [sum / count, recall / seen];
  };
  const all = countOf(units.keys()), [accuracy, balanced] = statistics(all);
  const drawn: number[] = [];
  const kept = (rows: Int32Array) => {
    const both = statistics(countOf(rows));
    drawn.push(both[1]);
    return both;
  };
  const [first, second] = bootstrapIntervals(units.length, kept, { resamples, seed });
  const resampled = { value: balanced, ...second as Interval };
  const unitsOf = Map.groupBy(rows, (row) => labels[row]!);
  const balancedAccuracy = widenedMean(
    resampled,
    [...unitsOf].map(([label, own]) => ({
      share: all.sums[label]! / all.counts[label]!,
      units: new Set(own.map((row) => unit[row])),
    })),
  );
  return {
    accuracy: widened({ value: accuracy, ...first as Interval }, units.length),
    balancedAccuracy,
    atLeast: hasWidth(resampled)
      ? sortedQuantile(Float64Array.from(drawn).sort(), 0.025 / Math.max(1, compared))
      : balancedAccuracy.low,
  };
}

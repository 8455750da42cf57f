import { bootstrapIntervals, type Interval } from "../../core/bootstrap.ts";
import { sortedQuantile } from "../../core/quantile.ts";
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
  /** What its balanced accuracy is not below, at 97.5 % for all that are compared at once. */
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
 * @param right From a guess; NaN rows are left out [n].
 * @param labels Number of each row's label [n].
 * @param unit Number of each row's unit [n].
 * @param options Resamples, seed, and how many scores are compared: of twenty that are chance one
 * would lie above it by chance, so that `atLeast` shares the error among them (Bonferroni).
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const right = new Float64Array([1, 1, 1, 0]), labels = new Int32Array([0, 0, 0, 1]);
 * const { accuracy, balancedAccuracy } = scoreOf(right, labels, labels);
 * assertEquals([accuracy.value, balancedAccuracy.value], [0.75, 0.5]);
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
  const statistics = (drawn: Iterable<number>): [number, number] => {
    const sums = new Float64Array(most), counts = new Float64Array(most);
    let sum = 0, count = 0;
    for (const index of drawn) {
      for (const row of units[index] as number[]) {
        const label = labels[row]!;
        sums[label]! += right[row]!;
        counts[label]!++;
        sum += right[row]!;
        count++;
      }
    }
    let recall = 0, seen = 0;
    for (let label = 0; label < most; label++) {
      if (counts[label] === 0) continue;
      recall += sums[label]! / counts[label]!;
      seen++;
    }
    return [sum / count, recall / seen];
  };
  const [accuracy, balanced] = statistics(units.keys());
  const drawn: number[] = [];
  const kept = (rows: Int32Array) => {
    const both = statistics(rows);
    drawn.push(both[1]);
    return both;
  };
  const [first, second] = bootstrapIntervals(units.length, kept, { resamples, seed });
  return {
    accuracy: { value: accuracy, ...first as Interval },
    balancedAccuracy: { value: balanced, ...second as Interval },
    atLeast: sortedQuantile(Float64Array.from(drawn).sort(), 0.025 / Math.max(1, compared)),
  };
}

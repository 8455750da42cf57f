import { bootstrapIntervals, type Interval } from "../../core/bootstrap.ts";
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
}

/**
 * Scores with bootstrap intervals over units that belong together.
 *
 * @param right From a guess; NaN rows are left out [n].
 * @param labels Number of each row's label [n].
 * @param unit Number of each row's unit [n].
 * @param resamples Resamples of the units.
 * @param seed Seed of the resamples.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const right = new Float64Array([1, 1, 1, 0]), labels = new Int32Array([0, 0, 0, 1]);
 * const { accuracy, balancedAccuracy } = scoreOf(right, labels, labels, 100, 1);
 * assertEquals([accuracy.value, balancedAccuracy.value], [0.75, 0.5]);
 * ```
 */
export function scoreOf(
  right: Rightness,
  labels: Int32Array,
  unit: Int32Array,
  resamples: number,
  seed: number,
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
  const [first, second] = bootstrapIntervals(units.length, statistics, { resamples, seed });
  return {
    accuracy: { value: accuracy, ...first as Interval },
    balancedAccuracy: { value: balanced, ...second as Interval },
  };
}

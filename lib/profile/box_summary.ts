import { sortedQuantile } from "../core/quantile.ts";

/** What a box plot shows of some values. */
export interface BoxSummary {
  /** How many values there are. */
  count: number;
  /** Their mean. */
  mean: number;
  /** Smallest value. */
  min: number;
  /** First quartile. */
  q1: number;
  /** Median. */
  median: number;
  /** Third quartile. */
  q3: number;
  /** Largest value. */
  max: number;
  /** End of the lower whisker: the smallest value that is not an outlier, at most `q1`. */
  lowWhisker: number;
  /** End of the upper whisker: the largest value that is not an outlier, at least `q3`. */
  highWhisker: number;
  /** Where the outliers stand among the values given, ascending. */
  outliers: number[];
}

/**
 * Quartiles, whiskers and outliers of some values, as Tukey's box plot has them.
 *
 * Quartiles use the R-7 method (that of numpy and of R's `quantile`). A value is an outlier where it
 * lies more than `reach` times the interquartile range outside the quartiles; the whiskers end at
 * the outermost values that are none, and never inside the box. Where all values are equal nothing is an outlier.
 *
 * Source: Tukey 1977, Exploratory Data Analysis.
 *
 * @param values Finite numbers in any order.
 * @param reach Interquartile ranges from the box to the fence; defaults to 1.5.
 * @returns The summary; NaN throughout and no outliers where there is no value.
 * @throws {RangeError} where a value is not finite or the reach is negative.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const { q1, median, q3, lowWhisker, outliers } = boxSummary([7, 8, 9, 10, 11, -20]);
 * assertEquals([q1, median, q3, lowWhisker], [7.25, 8.5, 9.75, 7]);
 * assertEquals(outliers, [5]);
 * ```
 */
export function boxSummary(values: ArrayLike<number>, reach = 1.5): BoxSummary {
  if (!(reach >= 0)) {
    throw new RangeError(`Cannot draw a box: the reach is ${reach}, allowed: 0 and above`);
  }
  const wrong = Array.prototype.findIndex.call(values, (value: number) => !Number.isFinite(value));
  if (wrong >= 0) {
    throw new RangeError(`Cannot draw a box: value ${wrong + 1} is ${values[wrong]}, not finite`);
  }
  const sorted = Float64Array.from(values).sort(), count = sorted.length;
  const [q1, median, q3] = [0.25, 0.5, 0.75].map((p) => sortedQuantile(sorted, p)) as [
    number,
    number,
    number,
  ];
  const low = q1 - reach * (q3 - q1), high = q3 + reach * (q3 - q1);
  const outliers: number[] = [];
  for (let i = 0; i < count; i++) {
    const value = values[i] as number;
    if (value < low || value > high) outliers.push(i);
  }
  return {
    count,
    mean: sorted.reduce((sum, value) => sum + value, 0) / count,
    min: sorted[0] ?? NaN,
    q1,
    median,
    q3,
    max: sorted[count - 1] ?? NaN,
    lowWhisker: Math.min(q1, sorted.find((value) => value >= low) ?? NaN),
    highWhisker: Math.max(q3, sorted.findLast((value) => value <= high) ?? NaN),
    outliers,
  };
}

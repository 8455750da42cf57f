import { bootstrapIntervals, type BootstrapOptions, type Estimate } from "./bootstrap.ts";

/**
 * The mean of values, one a unit, with its percentile bootstrap interval.
 *
 * @param values A value of each unit.
 * @param options Resamples, confidence, seed.
 * @returns NaN where there are no values.
 *
 * @example
 * ```ts
 * import { bootstrapMean } from "./bootstrap_mean.ts";
 * import { assert } from "@std/assert";
 *
 * const { value, low, high } = bootstrapMean([20, 30, 40, 50, 60]);
 * assert(value === 40 && low < 40 && high > 40);
 * ```
 */
export function bootstrapMean(
  values: readonly number[],
  options: BootstrapOptions = {},
): Estimate {
  const mean = (rows: Iterable<number>, count: number) => {
    let sum = 0;
    for (const row of rows) sum += values[row]!;
    return sum / count;
  };
  const [interval] = bootstrapIntervals(
    values.length,
    (rows) => [mean(rows, rows.length)],
    options,
  );
  return { value: mean(values.keys(), values.length), ...interval ?? { low: NaN, high: NaN } };
}

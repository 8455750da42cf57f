import { sortedQuantile } from "./quantile.ts";
import { Random } from "./random.ts";

/** A range that a statistic lies in. */
export interface Interval {
  /** Lower end. */
  low: number;
  /** Upper end. */
  high: number;
}

/** A number with its interval. */
export interface Estimate extends Interval {
  /** The number. */
  value: number;
}

/** How `bootstrapIntervals` works. */
export interface BootstrapOptions {
  /** Resamples; defaults to 1000. */
  resamples?: number;
  /** Share of the resamples inside the interval; defaults to .95. */
  confidence?: number;
  /** Seed of the resamples; defaults to 1. */
  seed?: number;
}

/**
 * Percentile bootstrap intervals of several statistics of the same units.
 *
 * Whole units (images, compounds) are drawn with replacement, as many as there are; what belongs
 * together must be one unit, or the interval is too narrow. Percentiles use the R-7 method;
 * resamples for which a statistic is NaN are left out for it.
 *
 * Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter 13.
 *
 * @param units How many units there are.
 * @param statistics Computes the statistics from the indices drawn `[units]`.
 * @param options Resamples, confidence, seed.
 * @returns One interval a statistic; NaN where there is no unit.
 *
 * @example
 * ```ts
 * import { bootstrapIntervals } from "./bootstrap.ts";
 * import { assert } from "@std/assert";
 *
 * const ages = [20, 30, 40, 50, 60];
 * const mean = (rows: Int32Array) => rows.reduce((sum, row) => sum + ages[row]!, 0) / rows.length;
 * const [interval] = bootstrapIntervals(ages.length, (rows) => [mean(rows)]);
 * assert(interval!.low < 40 && interval!.high > 40);
 * ```
 */
export function bootstrapIntervals(
  units: number,
  statistics: (rows: Int32Array) => number[],
  { resamples = 1000, confidence = 0.95, seed = 1 }: BootstrapOptions = {},
): Interval[] {
  const random = new Random(seed).fork("bootstrap");
  const rows = new Int32Array(units);
  const drawn: number[][] = [];
  for (let resample = 0; resample < resamples; resample++) {
    for (let i = 0; i < units; i++) rows[i] = random.integer(units);
    drawn.push(statistics(rows));
  }
  const tail = (1 - confidence) / 2;
  return (drawn[0] ?? []).map((_, column) => {
    const values = Float64Array.from(drawn, (row) => row[column] as number)
      .filter((value) => !Number.isNaN(value)).sort();
    return { low: sortedQuantile(values, tail), high: sortedQuantile(values, 1 - tail) };
  });
}

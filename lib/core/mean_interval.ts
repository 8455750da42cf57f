import type { Interval } from "./bootstrap.ts";

/** Two-sided 95 % points of Student's t by degrees of freedom, from 1 on. */
const points = [
  ...[12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228],
  ...[2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11, 2.101, 2.093, 2.086],
  ...[2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042],
];

/**
 * The mean of a few repeated measurements with its 95 % interval, by Student's t: of five values a
 * bootstrap would give an interval that is too narrow.
 *
 * Source: Student 1908, Biometrika 6, 1: x̄ ± t · s / √n, with n − 1 degrees of freedom.
 *
 * @param values Measurements of the same thing, independent of one another.
 * @returns Mean and interval; an endless interval for one value, NaN for none.
 *
 * @example
 * ```ts
 * import { meanInterval } from "./mean_interval.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { value, high } = meanInterval([1, 2, 3]);
 * assertAlmostEquals(value, 2);
 * assertAlmostEquals(high, 2 + 4.303 / Math.sqrt(3));
 * ```
 */
export function meanInterval(values: readonly number[]): Interval & { value: number } {
  const n = values.length, value = values.reduce((sum, x) => sum + x, 0) / n;
  if (n < 2) return { value, low: n === 0 ? NaN : -Infinity, high: n === 0 ? NaN : Infinity };
  const variance = values.reduce((sum, x) => sum + (x - value) ** 2, 0) / (n - 1);
  // Beyond the table three terms of the expansion around the normal point (Fisher and Cornish 1960) are
  // exact to 2e-4.
  const t = points[n - 2] ?? 1.959964 + 2.372272 / (n - 1) + 2.822499 / (n - 1) ** 2;
  const half = t * Math.sqrt(variance / n);
  return { value, low: value - half, high: value + half };
}

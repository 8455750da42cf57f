import type { ProfileValues } from "../../core/profiles.ts";

/** Where the middle of each feature lies and how wide it spreads [d]. */
export interface Scale {
  /** Middle of each feature; NaN where no value was measured. */
  center: Float64Array;
  /** Spread of each feature around it. */
  spread: Float64Array;
}

/** A scale, and how many values each feature lacks [d]. */
export interface MeanScale extends Scale {
  /** Missing values of each feature. */
  missing: Float64Array;
}

/**
 * Mean and standard deviation of each column over some rows, missing values left out.
 *
 * Two passes, the first with each column's first value taken off, so that a column of large equal
 * numbers has a spread of exactly 0.
 *
 * @param values Matrix [n × width], row after row.
 * @param width Its columns.
 * @param rows Rows to take.
 * @param ddof The variance divides by the number of values minus this.
 *
 * @example
 * ```ts
 * import { meanScale } from "./mean_scale.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { center, spread } = meanScale(new Float64Array([1, 3]), 1, [0, 1], 0);
 * assertEquals([center[0], spread[0]], [2, 1]);
 * ```
 */
export function meanScale(
  values: ProfileValues,
  width: number,
  rows: ArrayLike<number>,
  ddof: number,
): MeanScale {
  const center = new Float64Array(width), spread = new Float64Array(width);
  const missing = new Float64Array(width), start = new Float64Array(width);
  const n = rows.length;
  for (let feature = 0; feature < width; feature++) {
    const value = values[(rows[0] as number) * width + feature] as number;
    start[feature] = value === value ? value : 0;
  }
  for (let i = 0; i < n; i++) {
    for (let feature = 0, at = (rows[i] as number) * width; feature < width; feature++, at++) {
      const value = values[at] as number;
      if (value === value) center[feature]! += value - start[feature]!;
      else missing[feature]!++;
    }
  }
  for (let feature = 0; feature < width; feature++) {
    const measured = n - missing[feature]!;
    center[feature] = start[feature]! + center[feature]! / measured;
  }
  for (let i = 0; i < n; i++) {
    for (let feature = 0, at = (rows[i] as number) * width; feature < width; feature++, at++) {
      const distance = (values[at] as number) - center[feature]!;
      if (distance === distance) spread[feature]! += distance * distance;
    }
  }
  for (let feature = 0; feature < width; feature++) {
    const degrees = Math.max(1, n - missing[feature]! - ddof);
    spread[feature] = Math.sqrt(spread[feature]! / degrees);
  }
  return { center, spread, missing };
}

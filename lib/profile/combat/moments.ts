import type { ProfileValues } from "../../core/profiles.ts";
import { solve } from "./regress.ts";

/** What the correction needs to know of the data: nothing else is read from it. */
export interface Moments {
  /** Mean of each batch [b × d]. */
  means: Float64Array;
  /** Effects of the columns of the design, common to all batches [p × d]. */
  coefficients: Float64Array;
  /** Squares of what batch means and covariates leave, summed over each batch [b × d]. */
  squares: Float64Array;
  /** 1 where a feature varies within the batch, before covariates are looked at [b × d]. */
  varies: Uint8Array;
}

/** A design whose columns have mean 0 in each batch. */
export interface CenteredDesign {
  /** Number of columns, p. */
  columns: number;
  /** Values about their mean in the row's batch [n × p]. */
  values: Float64Array;
  /** Cholesky factor of its cross-products [p × p]. */
  lower: Float64Array;
}

/**
 * Batch means, effects of covariates, and what remains, in two or three passes over the rows.
 *
 * Covariates that are centred in each batch are orthogonal to the batches, so that their effects
 * need a system of p equations only (Frisch and Waugh 1933).
 *
 * @param values Matrix [n × d].
 * @param batchOf Batch of each row [n].
 * @param sizes Rows of each batch [b].
 * @param design Covariates.
 *
 * @example
 * ```ts
 * import { momentsOf } from "./moments.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const none = { columns: 0, values: new Float64Array(), lower: new Float64Array() };
 * const { means, squares } = momentsOf(new Float64Array([1, 3, 5]), [0, 0, 1], [2, 1], none);
 * assertEquals([[...means], [...squares]], [[2, 5], [2, 0]]);
 * ```
 */
export function momentsOf(
  values: ProfileValues,
  batchOf: ArrayLike<number>,
  sizes: ArrayLike<number>,
  design: CenteredDesign,
): Moments {
  const n = batchOf.length, width = values.length / n, p = design.columns;
  const { means, varies } = batchMeans(values, batchOf, sizes, width);
  const coefficients = new Float64Array(p * width), rest = new Float64Array(width);
  for (let row = 0; row < (p === 0 ? 0 : n); row++) {
    takeOff(values, row, means, (batchOf[row] as number) * width, rest);
    for (let column = 0; column < p; column++) {
      const x = design.values[row * p + column] as number;
      if (x !== 0) addScaled(coefficients, column * width, rest, 0, x, width);
    }
  }
  solve(design.lower, coefficients, width);
  const squares = new Float64Array(means.length);
  for (let row = 0; row < n; row++) {
    const from = (batchOf[row] as number) * width;
    takeOff(values, row, means, from, rest);
    for (let column = 0; column < p; column++) {
      const x = design.values[row * p + column] as number;
      if (x !== 0) addScaled(rest, 0, coefficients, column * width, -x, width);
    }
    for (let feature = 0; feature < width; feature++) {
      squares[from + feature]! += rest[feature]! * rest[feature]!;
    }
  }
  return { means, coefficients, squares, varies };
}

/** Means about the first row of each batch, which makes those of equal numbers exact. */
function batchMeans(
  values: ProfileValues,
  batchOf: ArrayLike<number>,
  sizes: ArrayLike<number>,
  width: number,
): { means: Float64Array; varies: Uint8Array } {
  const starts = new Float64Array(sizes.length * width), means = new Float64Array(starts.length);
  const varies = new Uint8Array(starts.length), seen = new Uint8Array(sizes.length);
  for (let row = 0; row < batchOf.length; row++) {
    const batch = batchOf[row] as number, from = batch * width, at = row * width;
    if (seen[batch] === 0) {
      starts.set(values.subarray(at, at + width), from);
      seen[batch] = 1;
    }
    for (let feature = 0; feature < width; feature++) {
      const difference = (values[at + feature] as number) - starts[from + feature]!;
      means[from + feature]! += difference;
      if (difference !== 0) varies[from + feature] = 1;
    }
  }
  for (let batch = 0, i = 0; batch < sizes.length; batch++) {
    for (let feature = 0; feature < width; feature++, i++) {
      means[i] = starts[i]! + means[i]! / (sizes[batch] as number);
    }
  }
  return { means, varies };
}

/** rest = row of values − means. */
function takeOff(
  values: ProfileValues,
  row: number,
  means: Float64Array,
  from: number,
  rest: Float64Array,
): void {
  for (let feature = 0, at = row * rest.length; feature < rest.length; feature++, at++) {
    rest[feature] = (values[at] as number) - means[from + feature]!;
  }
}

/** to += factor · from, over some numbers. */
function addScaled(
  to: Float64Array,
  toAt: number,
  from: Float64Array,
  fromAt: number,
  factor: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) to[toAt + i]! += factor * from[fromAt + i]!;
}

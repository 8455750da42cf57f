/** Shift and scale of each feature in one batch, in units of the pooled deviation [d]. */
export interface BatchEffect {
  /** How far the batch lies from the others, γ. */
  shift: Float64Array;
  /** Its variance relative to the pooled one, δ. */
  variance: Float64Array;
}

/** The relative change at which the iteration ends. */
const tolerance = 1e-4;

/** Far more rounds than the iteration, which closes in geometrically, ever needs. */
const mostRounds = 10_000;

/**
 * Draws the effects of a batch towards what its features have in common: parametric empirical Bayes.
 *
 * Shifts have a normal prior and variances an inverse gamma one, whose parameters come from the
 * batch's own features by moments. Sums of squares about a shift follow from the variance and the
 * mean, so the data are not needed. All features go on together until none changes by 10⁻⁴ of itself;
 * as in sva a negative shift counts as unchanged, because the change is divided by it.
 *
 * Source: Johnson, Li and Rabinovic, Biostatistics 8, 118 (2007); R package sva.
 *
 * @param found Effects as measured, variances with ddof 1.
 * @param n Samples of the batch.
 *
 * @example
 * ```ts
 * import { parametric } from "./bayes.ts";
 * import { assert } from "@std/assert";
 *
 * const found = { shift: new Float64Array([1, 3]), variance: new Float64Array([1, 2]) };
 * const { shift } = parametric(found, 5);
 * assert(shift[0]! > 1 && shift[1]! < 3);
 * ```
 */
export function parametric(found: BatchEffect, n: number): BatchEffect {
  const shiftPrior = meanAndVariance(found.shift), prior = meanAndVariance(found.variance);
  const a = 2 + prior.mean ** 2 / prior.variance;
  const b = prior.mean + prior.mean ** 3 / prior.variance;
  const shift = found.shift.slice(), variance = found.variance.slice();
  for (let round = 0, change = Infinity; change > tolerance && round < mostRounds; round++) {
    change = -Infinity;
    for (let feature = 0; feature < shift.length; feature++) {
      const oldShift = shift[feature]!, oldVariance = variance[feature]!;
      const measured = found.shift[feature]!;
      const weight = shiftPrior.variance * n;
      const newShift = (weight * measured + oldVariance * shiftPrior.mean) / (weight + oldVariance);
      const squares = (n - 1) * found.variance[feature]! + n * (measured - newShift) ** 2;
      // Without a spread of variances the prior is a single number.
      const newVariance = prior.variance === 0 ? prior.mean : (squares / 2 + b) / (n / 2 + a - 1);
      change = Math.max(
        change,
        relativeChange(newShift, oldShift),
        relativeChange(newVariance, oldVariance),
      );
      shift[feature] = newShift;
      variance[feature] = newVariance;
    }
  }
  return { shift, variance };
}

/**
 * Draws only the shifts of a batch towards their mean; variances stay 1.
 *
 * @param found Shifts as measured [d].
 *
 * @example
 * ```ts
 * import { parametricShift } from "./bayes.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...parametricShift(new Float64Array([1, 1])).shift], [1, 1]);
 * ```
 */
export function parametricShift(found: Float64Array): BatchEffect {
  const { mean, variance } = meanAndVariance(found);
  return {
    shift: found.map((value) => (variance * value + mean) / (variance + 1)),
    variance: new Float64Array(found.length).fill(1),
  };
}

/**
 * Draws the effects of a batch towards those of its other features, weighted by how well each of
 * them would explain the samples: no distribution is assumed.
 *
 * Likelihoods are compared as logarithms, so that many samples do not make all of them 0, from which
 * sva gets NaN.
 *
 * @param found Effects as measured, variances with ddof 1 (or 1).
 * @param squares Squares of each feature about its shift, summed over the batch [d].
 * @param n Samples of the batch.
 *
 * @example
 * ```ts
 * import { nonparametric } from "./bayes.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const found = { shift: new Float64Array([1, 3]), variance: new Float64Array([1, 2]) };
 * const { shift, variance } = nonparametric(found, new Float64Array([4, 8]), 5);
 * assertEquals([[...shift], [...variance]], [[3, 1], [2, 1]]); // each has one other feature
 * ```
 */
export function nonparametric(found: BatchEffect, squares: Float64Array, n: number): BatchEffect {
  const d = found.shift.length, { shift: g, variance: v } = found;
  const shift = new Float64Array(d), variance = new Float64Array(d), logs = new Float64Array(d);
  const constant = v.map((value) => value > 0 ? -n / 2 * Math.log(value) : -Infinity);
  const factor = v.map((value) => value > 0 ? 1 / (2 * value) : 0);
  for (let feature = 0; feature < d; feature++) {
    const own = squares[feature]!, center = g[feature]!;
    let largest = -Infinity;
    for (let other = 0; other < d; other++) {
      const distance = center - g[other]!;
      const log = constant[other]! - (own + n * distance * distance) * factor[other]!;
      logs[other] = log;
      if (log > largest && other !== feature) largest = log;
    }
    logs[feature] = -Infinity;
    let total = 0, shifts = 0, variances = 0;
    for (let other = 0; other < d; other++) {
      const weight = Math.exp(logs[other]! - largest);
      total += weight;
      shifts += weight * g[other]!;
      variances += weight * v[other]!;
    }
    shift[feature] = shifts / total;
    variance[feature] = variances / total;
  }
  return { shift, variance };
}

function relativeChange(now: number, before: number): number {
  return now === before ? 0 : Math.abs(now - before) / before;
}

function meanAndVariance(values: Float64Array): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / (values.length - 1) };
}

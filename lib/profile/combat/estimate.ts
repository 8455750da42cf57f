import { InputError } from "../../core/errors.ts";
import type { ProfileValues } from "../../core/profiles.ts";
import { type BatchEffect, nonparametric, parametric, parametricShift } from "./bayes.ts";
import { confounding } from "./confounding.ts";
import type { Covariate, DesignColumn } from "./design.ts";
import type { CombatModel } from "./model.ts";
import { type CenteredDesign, momentsOf } from "./moments.ts";
import { factorize } from "./regress.ts";

/** The batches of some samples. */
export interface Batches {
  /** Their names [b]. */
  names: readonly string[];
  /** The batch of each sample [n]. */
  of: Int32Array;
  /** Samples of each batch [b]. */
  sizes: Int32Array;
}

/** The covariates of some samples. */
export interface Design {
  /** What they are. */
  covariates: readonly Covariate[];
  /** What the columns stand for [p]. */
  columns: readonly DesignColumn[];
  /** Values, row after row [n × p]. */
  values: Float64Array;
}

/** Which of ComBat's variants to use. */
export interface Variant {
  /** With priors of a given form. */
  parametric: boolean;
  /** Means only, not variances. */
  meanOnly: boolean;
  /** Number of the reference batch, −1 for none. */
  reference: number;
}

/** The numbers of a model, and 1 for each feature that is corrected [d]. */
export type Estimate =
  & Pick<
    CombatModel,
    "mean" | "deviation" | "center" | "coefficients" | "shift" | "variance"
  >
  & { adjusted: Uint8Array };

/**
 * Estimates the effects of batches and covariates.
 *
 * @param values Samples [n × d], all finite.
 * @param batches Two batches or more.
 * @param design Covariates, which may be none.
 * @param variant Which ComBat.
 * @throws {InputError} if covariates cannot be told from batches, or fewer than two features vary.
 *
 * @example
 * ```ts
 * import { estimate } from "./estimate.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { mean } = estimate(
 *   new Float64Array([1, 5, 2, 7, 4, 9, 5, 12]),
 *   { names: ["P1", "P2"], of: Int32Array.of(0, 0, 1, 1), sizes: Int32Array.of(2, 2) },
 *   { covariates: [], columns: [], values: new Float64Array() },
 *   { parametric: true, meanOnly: false, reference: 1 },
 * );
 * assertEquals([...mean], [4.5, 10.5]);
 * ```
 */
export function estimate(
  values: ProfileValues,
  batches: Batches,
  design: Design,
  { parametric: withPriors, meanOnly, reference }: Variant,
): Estimate {
  const { of, sizes } = batches, n = of.length, width = values.length / n, b = sizes.length;
  const p = design.columns.length, designMeans = meansInBatches(design.values, p, batches);
  const centered = centeredDesign(batches, design, designMeans);
  const { means, coefficients, squares, varies } = momentsOf(values, of, sizes, centered);

  // The mean that all batches are brought to: that of all samples, or of the reference batch.
  const weights = Float64Array.from(
    sizes,
    (size, batch) => reference < 0 ? size / n : Number(batch === reference),
  );
  const mean = combine(means, weights, width), center = combine(designMeans, weights, p);
  const deviation = new Float64Array(width).fill(1), adjusted = new Uint8Array(width);
  for (let feature = 0; feature < width; feature++) {
    let constant = false, sum = 0, count = 0;
    for (let batch = 0; batch < b; batch++) {
      if (sizes[batch]! > 1 && varies[batch * width + feature] === 0) constant = true;
      if (reference >= 0 && batch !== reference) continue;
      sum += squares[batch * width + feature]!;
      count += sizes[batch]!;
    }
    const pooled = Math.sqrt(sum / count);
    if (constant || pooled <= Math.abs(mean[feature]!) * 1e-13) continue;
    adjusted[feature] = 1;
    deviation[feature] = pooled;
  }
  const chosen = Int32Array.from(adjusted.keys().filter((feature) => adjusted[feature] === 1));
  if (chosen.length < 2) {
    throw new InputError("Cannot correct batches: too few features vary within every batch", {
      found: chosen.length,
      allowed: "two or more",
      hint: "Fewer covariates leave more that varies",
    });
  }

  const shift = new Float64Array(b * width), variance = new Float64Array(b * width).fill(1);
  for (let batch = 0; batch < b; batch++) {
    if (batch === reference) continue;
    const size = sizes[batch]!, from = batch * width;
    const found: BatchEffect = {
      shift: Float64Array.from(chosen, (feature) => {
        let distance = means[from + feature]! - mean[feature]!;
        for (let column = 0; column < p; column++) {
          distance -= (designMeans[batch * p + column]! - center[column]!) *
            coefficients[column * width + feature]!;
        }
        return distance / deviation[feature]!;
      }),
      variance: new Float64Array(chosen.length).fill(1),
    };
    const own = Float64Array.from(
      chosen,
      (feature) => squares[from + feature]! / deviation[feature]! ** 2,
    );
    if (!meanOnly) found.variance = own.map((sum) => sum / (size - 1));
    const effect = !withPriors
      ? nonparametric(found, own, size)
      : meanOnly
      ? parametricShift(found.shift)
      : parametric(found, size);
    for (const [i, feature] of chosen.entries()) {
      shift[from + feature] = effect.shift[i]!;
      variance[from + feature] = effect.variance[i]!;
    }
  }
  return { mean, deviation, center, coefficients, shift, variance, adjusted };
}

/** Mean of each column of a design in each batch [b × p]. */
function meansInBatches(values: Float64Array, p: number, { of, sizes }: Batches): Float64Array {
  const means = new Float64Array(sizes.length * p);
  for (let i = 0; i < values.length; i++) {
    const batch = of[Math.floor(i / p)] as number;
    means[batch * p + i % p]! += values[i]! / sizes[batch]!;
  }
  return means;
}

/** A weighted mean of the rows of a matrix [b × width]. */
function combine(rows: Float64Array, weights: Float64Array, width: number): Float64Array {
  const mean = new Float64Array(width);
  for (let i = 0; i < rows.length; i++) {
    mean[i % width]! += weights[Math.floor(i / width)]! * rows[i]!;
  }
  return mean;
}

function centeredDesign(batches: Batches, design: Design, means: Float64Array): CenteredDesign {
  const p = design.columns.length, n = batches.of.length;
  const values = design.values.map((value, i) =>
    value - means[batches.of[Math.floor(i / p)]! * p + i % p]!
  );
  const products = new Float64Array(p * p);
  for (let row = 0; row < n; row++) {
    for (let i = 0; i < p; i++) {
      for (let j = 0; j < p; j++) {
        products[i * p + j]! += values[row * p + i]! * values[row * p + j]!;
      }
    }
  }
  const all = combine(design.values, new Float64Array(n).fill(1 / n), p);
  const sizes = new Float64Array(p);
  design.values.forEach((value, i) => sizes[i % p]! += (value - all[i % p]!) ** 2);
  const factor = factorize(products, sizes);
  if ("dependent" in factor) {
    throw confounding(
      batches.names,
      batches.of,
      design.covariates,
      design.columns,
      design.values,
      factor.dependent,
    );
  }
  return { columns: p, values, lower: factor.lower };
}

import { InputError } from "../core/errors.ts";
import type { Profiles, ProfileValues } from "../core/profiles.ts";
import { checkValues } from "./check_values.ts";
import { applyCombat } from "./combat/apply.ts";
import { estimate } from "./combat/estimate.ts";
import { batchesOf, covariatesOf, designColumns, designMatrix } from "./combat/design.ts";
import type { CombatModel } from "./combat/model.ts";

/** How `combat` and `fitCombat` work. */
export interface CombatOptions {
  /** Metadata column that names the batch of each row. */
  batch: string;
  /** Columns whose values are names and whose effects are kept, such as the drug; defaults to none. */
  categorical?: readonly string[];
  /** Columns of numbers whose effects are kept, such as the dose; defaults to none. */
  continuous?: readonly string[];
  /** Whether effects have normal and inverse gamma priors, or any; defaults to true. */
  parametric?: boolean;
  /**
   * Whether only means are corrected, not variances; defaults to false. A batch of one sample makes
   * it true for all batches, because it has no variance; the model's `warnings` then say so.
   */
  meanOnly?: boolean;
  /** The batch that the others are brought to; defaults to none, then to the mean of all samples. */
  reference?: string;
}

/**
 * Learns how batches differ in mean and variance, feature by feature, with the effects of a batch on
 * its features drawn together by empirical Bayes.
 *
 * A feature that does not vary within a batch of two or more samples stays as it is in all of them.
 * Results equal those of R's sva; InMoose divides variances by n where sva has n − 1.
 *
 * Source: Johnson, Li and Rabinovic, Biostatistics 8, 118 (2007): y* = σ̂(z − γ*)/√δ* + α̂ + Xβ̂.
 *
 * @param profiles Rows of any level [n × d], two features or more that vary.
 * @param options Batches, covariates, method.
 * @throws {InputError} if a value is not finite (naming features and counts), there is one batch
 * only, no batch has two samples, the reference batch is unknown or has one sample, fewer than two
 * features vary, or covariates cannot be told from batches (naming which).
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { fitCombat } from "./combat.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ plate: ["P1", "P1", "P2", "P2"] });
 * const values = new Float64Array([1, 5, 2, 7, 4, 9, 5, 12]);
 * const model = fitCombat(makeProfiles(meta, ["a", "b"], values), { batch: "plate" });
 * assertEquals([model.batches, [...model.mean]], [["P1", "P2"], [3, 8.25]]);
 * ```
 */
export function fitCombat(profiles: Profiles, options: CombatOptions): CombatModel {
  checkValues(profiles, "Cannot correct batches", "refused");
  const { batch, categorical = [], continuous = [], parametric = true, reference } = options;
  const { meta, features, values } = profiles;
  const { names, of } = batchesOf(meta, batch);
  const sizes = new Int32Array(names.length);
  for (const number of of) sizes[number]!++;
  checkBatches(batch, names, sizes, reference);
  const covariates = covariatesOf(meta, categorical, continuous);
  const meanOnly = (options.meanOnly ?? false) || sizes.includes(1);
  const estimated = estimate(values, { names, of, sizes }, {
    covariates,
    columns: designColumns(covariates),
    values: designMatrix(meta, covariates),
  }, { parametric, meanOnly, reference: reference === undefined ? -1 : names.indexOf(reference) });
  const { adjusted, ...numbers } = estimated;
  return {
    batch,
    batches: names,
    features,
    covariates,
    ...(reference === undefined ? {} : { reference }),
    meanOnly,
    warnings: options.meanOnly ? [] : loneWarnings(names, sizes),
    unadjusted: features.filter((_, feature) => adjusted[feature] === 0),
    ...numbers,
  };
}

/**
 * Takes batch effects out of profiles: {@link fitCombat} and `applyCombat` in one.
 *
 * @param profiles Rows of any level [n × d].
 * @param options Batches, covariates, method.
 * @throws {InputError} as {@link fitCombat} does.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { combat } from "./combat.ts";
 * import { assert } from "@std/assert";
 *
 * const meta = pl.DataFrame({ plate: ["P1", "P1", "P2", "P2"] });
 * const profiles = makeProfiles(meta, ["a", "b"], new Float64Array([1, 5, 2, 7, 4, 9, 5, 12]));
 * const { values } = combat(profiles, { batch: "plate" });
 * assert(Math.abs(values[4]! - values[0]!) < 1); // 3 apart before
 * ```
 */
export function combat<T extends ProfileValues>(
  profiles: Profiles<T>,
  options: CombatOptions,
): Profiles<T> {
  return applyCombat(fitCombat(profiles, options), profiles);
}

/** Names batches of one sample, for whose sake variances stay as they are everywhere. */
function loneWarnings(names: readonly string[], sizes: Int32Array): string[] {
  const lone = names.filter((_, batch) => sizes[batch] === 1);
  if (lone.length === 0) return [];
  const more = lone.length > 5 ? ` and ${lone.length - 5} more` : "";
  const which = `${lone.slice(0, 5).join(", ")}${more}`;
  const have = lone.length === 1 ? `batch ${which} has` : `batches ${which} have`;
  return [`${have} one row: only means are corrected, variances in no batch`];
}

function checkBatches(
  column: string,
  names: readonly string[],
  sizes: Int32Array,
  reference: string | undefined,
): void {
  const attempted = "Cannot correct batches";
  if (names.length < 2) {
    throw new InputError(`${attempted}: there is one only`, {
      column,
      found: names[0],
      allowed: "two batches or more",
    });
  }
  if (sizes.every((size) => size === 1)) {
    throw new InputError(`${attempted}: each has one sample, so nothing tells noise from batch`, {
      column,
      found: `${names.length} batches of 1`,
      allowed: "two samples or more in some batch",
    });
  }
  if (reference === undefined) return;
  const size = sizes[names.indexOf(reference)];
  if (size === undefined || size < 2) {
    throw new InputError(`${attempted}: no such reference batch, or it has one sample`, {
      column,
      found: reference,
      allowed: names.filter((_, batch) => sizes[batch]! > 1).join(", "),
    });
  }
}

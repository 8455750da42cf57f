import type { Covariate } from "./design.ts";

/** What `fitCombat` learned: enough to correct further samples of the same batches. */
export interface CombatModel {
  /** Metadata column that names the batch. */
  batch: string;
  /** Names of the batches [b]. */
  batches: readonly string[];
  /** Names of the features [d]. */
  features: readonly string[];
  /** Covariates whose effects are kept. */
  covariates: readonly Covariate[];
  /** The batch that the others are brought to, and which stays as it is; absent if there is none. */
  reference?: string;
  /** Whether only means are corrected, not variances. */
  meanOnly: boolean;
  /** What to know about the batches; empty where all is well. */
  warnings: readonly string[];
  /** Features that stay as they are, because they do not vary within some batch. */
  unadjusted: readonly string[];
  /** Mean of each feature, where all columns of the design have the value `center` [d]. */
  mean: Float64Array;
  /** Pooled standard deviation of each feature, 1 where it stays as it is [d]. */
  deviation: Float64Array;
  /** Where the mean is taken, for each column of the design [p]. */
  center: Float64Array;
  /** Effects of the columns of the design [p × d]. */
  coefficients: Float64Array;
  /** Shift of each batch in units of the deviation, γ* [b × d]. */
  shift: Float64Array;
  /** Variance of each batch relative to the pooled one, δ* [b × d]. */
  variance: Float64Array;
}

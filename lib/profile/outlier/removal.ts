import type { BootstrapOptions, Interval } from "../../core/bootstrap.ts";
import { bootstrapMean } from "../../core/bootstrap_mean.ts";
import { InputError } from "../../core/errors.ts";
import { groupRows } from "../../core/group_rows.ts";
import { type Profiles, selectRows } from "../../core/profiles.ts";
import { Random } from "../../core/random.ts";

/** How {@link removalEffect} works; the seed also deals the batches to the folds. */
export interface RemovalOptions extends BootstrapOptions {
  /** Parts into which the batches are dealt, each judged once; defaults to 5, at most one a batch. */
  folds?: number;
}

/** What happened where one part of the batches was kept untouched. */
export interface RemovalFold {
  /** The untouched batches. */
  batches: string[];
  /** Profiles of the other batches. */
  trained: number;
  /** How many of these were removed as outliers. */
  removed: number;
  /** Score on the untouched batches, learned with the outliers. */
  before: number;
  /** Score on the untouched batches, learned without them. */
  after: number;
}

/** What removing outliers does to everything after. */
export interface RemovalEffect {
  /** One entry a fold. */
  folds: RemovalFold[];
  /** Mean score with the outliers. */
  before: number;
  /** Mean score without them. */
  after: number;
  /** Mean of after minus before. */
  difference: number;
  /** Interval of the difference, by bootstrap over the folds. */
  interval: Interval;
}

/**
 * Judges the removal of outliers on batches from which nothing was removed.
 *
 * Removing outliers from the batches that are scored makes any score look better, since what is hard
 * is gone. So outliers are looked for and removed in the training batches only, everything after
 * (training, matching) is done again without them, and both are scored on the same untouched
 * batches.
 *
 * @param profiles Profiles of at least two batches.
 * @param batch Metadata column of the batch: plate, week.
 * @param outliers Tells the outliers of the training profiles: a mask with `true` for each [n].
 * @param score Learns from the first profiles and scores on the second; a higher score is better. A
 * network may be trained here.
 * @param options Folds, bootstrap.
 * @throws {InputError} if there are fewer than two batches, a mask has another length, the mask
 * removes all, or a score is not a number.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { featureValues, makeProfiles, type Profiles } from "../../core/profiles.ts";
 * import { boxSummary } from "../box_summary.ts";
 * import { findOutliers } from "../outlier.ts";
 * import { removalEffect } from "./removal.ts";
 * import { assert } from "@std/assert";
 *
 * const Metadata_Plate = ["P1", "P1", "P1", "P1", "P1", "P2", "P2", "P2", "P2", "P2"];
 * const values = new Float64Array([1, 1.1, 0.9, 1, 50, 1, 1.1, 0.9, 1, 1.2]);
 * const profiles = makeProfiles(pl.DataFrame({ Metadata_Plate }), ["area"], values);
 * const mean = (some: Profiles) => boxSummary(featureValues(some, "area")).mean;
 * const effect = await removalEffect(
 *   profiles,
 *   "Metadata_Plate",
 *   (train) => findOutliers(train, { method: "density", neighbours: 3 }).outlier,
 *   (train, test) => -Math.abs(mean(train) - mean(test)),
 * );
 * assert(effect.difference > 0);
 * ```
 */
export async function removalEffect(
  profiles: Profiles,
  batch: string,
  outliers: (train: Profiles) => readonly boolean[],
  score: (train: Profiles, test: Profiles) => number | Promise<number>,
  options: RemovalOptions = {},
): Promise<RemovalEffect> {
  const { folds: wanted = 5, seed = 1 } = options;
  const groups = groupRows(profiles.meta, batch);
  const count = Math.min(wanted, groups.size);
  if (!Number.isInteger(count) || count < 2) {
    throw new InputError("Cannot keep batches untouched", {
      column: batch,
      found: `${groups.size} batches, ${wanted} folds`,
      allowed: "at least two of both",
    });
  }
  const dealt = new Random(seed).fork("batches").shuffle(groups.keys());
  const folds: RemovalFold[] = [];
  for (let fold = 0; fold < count; fold++) {
    const batches = dealt.filter((_, place) => place % count === fold);
    const held = new Set(batches.flatMap((name) => groups.get(name)!));
    const inTest = Array.from({ length: profiles.meta.height }, (_, row) => held.has(row));
    const test = selectRows(profiles, inTest);
    const train = selectRows(profiles, inTest.map((is) => !is));
    const mask = outliers(train);
    const kept = selectRows(train, mask.map((is) => !is));
    const removed = train.meta.height - kept.meta.height;
    if (kept.meta.height === 0) {
      throw new InputError("Cannot learn without outliers", {
        found: "every training profile as an outlier",
        allowed: "some",
      });
    }
    const before = await checked(score, train, test);
    const after = removed === 0 ? before : await checked(score, kept, test);
    folds.push({ batches, trained: train.meta.height, removed, before, after });
  }
  const mean = (of: (fold: RemovalFold) => number) =>
    folds.reduce((sum, fold) => sum + of(fold), 0) / count;
  const gains = folds.map(({ before, after }) => after - before);
  const { value: difference, ...interval } = bootstrapMean(gains, options);
  return {
    folds,
    before: mean(({ before }) => before),
    after: mean(({ after }) => after),
    difference,
    interval,
  };
}

async function checked(
  score: (train: Profiles, test: Profiles) => number | Promise<number>,
  train: Profiles,
  test: Profiles,
): Promise<number> {
  const value = await score(train, test);
  if (Number.isFinite(value)) return value;
  throw new InputError("Cannot judge the removal of outliers", {
    found: `a score of ${value}`,
    allowed: "a finite number",
  });
}

import { groupRows } from "../core/group_rows.ts";
import type { Product } from "../core/multiply.ts";
import { type Profiles, selectFeatures } from "../core/profiles.ts";
import { compress } from "./compress.ts";
import { dealControls } from "./guarded_tvn/deal_controls.ts";
import { effectOf, type TvnEffect } from "./guarded_tvn/effect.ts";
import { judge, type Judgement } from "./guarded_tvn/judge.ts";
import { reasonOf } from "./guarded_tvn/reason.ts";
import { normalize } from "./normalize.ts";
import { type RowQuery, rowsWhere } from "./rows_where.ts";
import { applyTvn, fitTvn } from "./tvn.ts";
import { varyingFeatures } from "./varying_features.ts";

export type { CorrectionEffect, TvnEffect } from "./guarded_tvn/effect.ts";

/** What {@link guardedTvn} needs to know. */
export interface GuardedTvnOptions {
  /** Which rows are controls. */
  controls: RowQuery;
  /** Column of the plate. */
  plate: string;
  /** Column of the treatment, shared by replicates. */
  treatment: string;
  /** Controls a plate must have, 4 at least; defaults to 4: two to fit on and two to judge by. */
  fewest?: number;
  /** Seed of the dealing of controls and of the intervals; defaults to 0. */
  seed?: number;
  /** Engine of the matrix products; defaults to plain typed arrays on one core. */
  product?: Product;
}

/** Profiles, corrected where that is safe. */
export interface GuardedTvn {
  /** Profiles on the scale of the controls of their plate, corrected or only scaled. */
  profiles: Profiles;
  /** Whether they were corrected. */
  used: boolean;
  /** Why, or why not, as a sentence. */
  reason: string;
  /** What was measured with and without; undefined where it was not tried. */
  effect?: TvnEffect;
  /** How far the guard of the whitening shrank; undefined where it was not tried. */
  shrinkage?: number;
}

/**
 * Typical variation normalization of plates, kept only where it does no harm to what it has not seen.
 *
 * The controls of each plate are dealt to two to four parts, of two or more where they suffice. In turn
 * one part is held out of everything: the others alone give the scale of the plate (z-scores,
 * compressed) and what the correction is fitted on. (Controls that had a share in the mean of their
 * plate repel each other, and could not tell.) Those held out then look for one another. The
 * correction stays if they are not clearly more by plate than without it, paired over controls, and if
 * replicates of a treatment find one another no worse. Before and after share the error of the means of
 * few controls, which alone lifts `samePlate` above chance. No mechanism is looked at, so that a score
 * of mechanisms can be asked afterwards. What is returned was fitted on all controls.
 *
 * @param wells Profiles as they were measured, not yet scaled by plate [n × d].
 * @param options Controls, plate, treatment.
 * @throws {InputError} for values that are not finite, a column that is missing, or a plate with fewer
 * than two controls.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ plate: ["P1", "P1", "P1"], drug: ["DMSO", "DMSO", "taxol"] });
 * const wells = makeProfiles(meta, ["area"], new Float64Array([1, 3, 2]));
 * const options = { controls: { drug: "DMSO" }, plate: "plate", treatment: "drug" };
 * const { used, reason, profiles } = await guardedTvn(wells, options);
 * assertEquals([used, reason], [false, "There is one plate."]);
 * assertEquals(profiles.values[2], 0);
 * ```
 */
export async function guardedTvn(
  wells: Profiles,
  options: GuardedTvnOptions,
): Promise<GuardedTvn> {
  const { plate, treatment, fewest = 4, seed = 0, product } = options;
  const controls = rowsWhere(wells.meta, options.controls);
  const scaled = scaleOn(wells, plate, controls);
  const plates = [...groupRows(wells.meta, plate)];
  if (plates.length < 2) return { profiles: scaled, used: false, reason: "There is one plate." };
  const counts = plates.map(([, rows]) => rows.filter((row) => controls[row]).length);
  const least = Math.min(...counts);
  if (least < fewest) {
    const reason = `A plate has ${least} controls; fewer than ${fewest} cannot tell its batch.`;
    return { profiles: scaled, used: false, reason };
  }
  const fit = (profiles: Profiles, fitted: boolean[]) =>
    fitTvn(profiles, { controls: fitted, batch: plate, holdOutBy: plate });
  const parts = Math.max(2, Math.min(4, least >> 1));
  const partOf = dealControls(wells.meta, { controls, by: plate, parts, seed });
  const before: Judgement[] = [], after: Judgement[] = [];
  for (let part = 0; part < parts; part++) {
    const unseen = partOf.map((own) => own === part);
    const seen = controls.map((is, row) => is && !unseen[row]);
    const trial = scaleOn(wells, plate, seen);
    const by = { unseen, controls, plate, treatment, ...product && { product } };
    before.push(await judge(trial, by));
    after.push(await judge(applyTvn(trial, fit(trial, seen)), by));
  }
  const effect = effectOf(before, after, seed), { change } = effect;
  const mixed = !(change.samePlate.low > 0);
  const kept = Number.isNaN(change.replicates.value) || change.replicates.value >= 0;
  const used = mixed && kept, whole = fit(scaled, controls);
  return {
    profiles: used ? applyTvn(scaled, whole) : scaled,
    used,
    reason: reasonOf(effect),
    effect,
    shrinkage: whole.whitening.shrinkage,
  };
}

/** Wells in standard deviations of some controls of their plate, compressed. */
function scaleOn(wells: Profiles, by: string, controls: boolean[]): Profiles {
  const varying = selectFeatures(wells, varyingFeatures(wells, by, controls));
  return compress(normalize(varying, { by, controls }));
}

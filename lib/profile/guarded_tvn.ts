import type { Estimate } from "../core/bootstrap.ts";
import { bootstrapMean } from "../core/bootstrap_mean.ts";
import { InputError } from "../core/errors.ts";
import { groupRows } from "../core/group_rows.ts";
import {
  metaValues,
  profileMatrix,
  type Profiles,
  selectFeatures,
  selectRows,
} from "../core/profiles.ts";
import type { Product } from "../core/multiply.ts";
import { Random } from "../core/random.ts";
import { compress } from "./compress.ts";
import { distances } from "./distance.ts";
import { batchMixing } from "./grade/mixing.ts";
import { normalize } from "./normalize.ts";
import { meanAveragePrecision, replicability } from "./precision.ts";
import { type RowQuery, rowsWhere } from "./rows_where.ts";
import { applyTvn, fitTvn } from "./tvn.ts";
import { varyingFeatures } from "./varying_features.ts";

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

/** How profiles look, judged by controls that nothing was fitted on. */
export interface CorrectionEffect {
  /** Share of the nearest unseen controls that are of an unseen control's own plate. */
  samePlate: number;
  /** Mean average precision of replicates against other treatments, 0 chance, 1 perfect; NaN without replicates. */
  replicates: number;
}

/** What a correction changed. */
export interface TvnEffect {
  /** Profiles that are only scaled by plate. */
  before: CorrectionEffect;
  /** The same profiles, corrected. */
  after: CorrectionEffect;
  /** Share of the nearest controls that would be of the own plate if plates were alike. */
  chance: number;
  /** After minus before: of `samePlate` over controls, of `replicates` over treatments. */
  change: { samePlate: Estimate; replicates: Estimate };
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
  const partOf = dealControls(plates, controls, parts, new Random(seed));
  const before: Judgement[] = [], after: Judgement[] = [];
  for (let part = 0; part < parts; part++) {
    const unseen = partOf.map((own) => own === part);
    const seen = controls.map((is, row) => is && !unseen[row]);
    const trial = scaleOn(wells, plate, seen);
    const judge = { unseen, controls, plate, treatment, ...product && { product } };
    before.push(await judgementOf(trial, judge));
    after.push(await judgementOf(applyTvn(trial, fit(trial, seen)), judge));
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

/** What unseen controls and replicates say of some profiles. */
interface Judgement {
  /** Share of the nearest unseen controls of the own plate, of each unseen control. */
  same: number[];
  /** The same if plates were alike. */
  chance: number[];
  /** Precision of each treatment that was measured twice, above chance. */
  precisions: number[];
}

/** Wells in standard deviations of some controls of their plate, compressed. */
function scaleOn(wells: Profiles, by: string, controls: boolean[]): Profiles {
  const varying = selectFeatures(wells, varyingFeatures(wells, by, controls));
  return compress(normalize(varying, { by, controls }));
}

function dealControls(
  plates: readonly [string, number[]][],
  controls: readonly boolean[],
  parts: number,
  random: Random,
): number[] {
  const partOf = controls.map(() => -1);
  for (const [name, rows] of plates) {
    const dealt = random.fork(name).shuffle(rows.filter((row) => controls[row]));
    for (const [place, row] of dealt.entries()) partOf[row] = place % parts;
  }
  return partOf;
}

async function judgementOf(
  profiles: Profiles,
  { unseen, controls, plate, treatment, product }: {
    unseen: boolean[];
    controls: boolean[];
    plate: string;
    treatment: string;
    product?: Product;
  },
): Promise<Judgement> {
  const engine = product === undefined ? {} : { product };
  const judges = selectRows(profiles, unseen);
  const near = await distances(profileMatrix(judges), engine);
  const { same, chance } = batchMixing(near, metaValues(judges.meta, plate), 3);
  const treated = selectRows(profiles, controls.map((is) => !is));
  const precisions = await agreement(treated, treatment, engine);
  return { same: [...same], chance: [...chance], precisions };
}

function effectOf(before: Judgement[], after: Judgement[], seed: number): TvnEffect {
  const same = (all: Judgement[]) => all.flatMap(({ same }) => same);
  const precisions = (all: Judgement[]) =>
    all[0]!.precisions.map((_, group) => mean(all.map(({ precisions }) => precisions[group]!)));
  const gained = (of: (all: Judgement[]) => number[]) => {
    const [first, second] = [of(before), of(after)];
    return bootstrapMean(second.map((value, i) => value - first[i]!), { seed });
  };
  const summary = (all: Judgement[]) => (
    { samePlate: mean(same(all)), replicates: mean(precisions(all)) }
  );
  return {
    before: summary(before),
    after: summary(after),
    chance: mean(before.flatMap(({ chance }) => chance)),
    change: { samePlate: gained(same), replicates: gained(precisions) },
  };
}

function reasonOf({ before, after, change: { samePlate, replicates } }: TvnEffect): string {
  const points = (share: number) => `${Math.round(100 * share) || 0}`.replace("-", "−");
  const isLess = samePlate.high < 0, isMore = samePlate.low > 0;
  return `Unseen controls beside their own plate: ${percent(before.samePlate)} before, ` +
    `${percent(after.samePlate)} after, ${
      isLess ? "clearly less" : isMore ? "clearly more" : "no clear change"
    } (${points(samePlate.low)} to ${
      points(samePlate.high)
    } points); replicates' precision above ` +
    (Number.isNaN(replicates.value)
      ? "chance: nothing was measured twice."
      : `chance: ${before.replicates.toFixed(2)} before, ${after.replicates.toFixed(2)} after.`);
}

async function agreement(
  treated: Profiles,
  treatment: string,
  engine: { product?: Product },
): Promise<number[]> {
  try {
    const { groups } = await meanAveragePrecision(treated, replicability({ treatment }), {
      permutations: 0,
      ...engine,
    });
    return groups.map(({ normalized }) => normalized);
  } catch (error) {
    // Nothing was measured twice: there is nothing to agree.
    if (error instanceof InputError && error.message.startsWith("Cannot score precision: no")) {
      return [];
    }
    throw error;
  }
}

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

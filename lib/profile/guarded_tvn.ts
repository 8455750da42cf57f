import { InputError } from "../core/errors.ts";
import { groupRows } from "../core/group_rows.ts";
import { metaValues, profileMatrix, type Profiles, selectRows } from "../core/profiles.ts";
import type { Product } from "../core/multiply.ts";
import { distances } from "./distance.ts";
import { holdOutControls } from "./grade/hold_out.ts";
import { batchMixing } from "./grade/mixing.ts";
import { meanAveragePrecision, replicability } from "./precision.ts";
import { type RowQuery, rowsWhere } from "./rows_where.ts";
import { applyTvn, fitTvn } from "./tvn.ts";

/** What {@link guardedTvn} needs to know. */
export interface GuardedTvnOptions {
  /** Which rows are controls. */
  controls: RowQuery;
  /** Column of the plate. */
  plate: string;
  /** Column of the treatment, shared by replicates. */
  treatment: string;
  /** Controls a plate must have; defaults to 4: three to fit on and one to judge by. */
  fewest?: number;
  /** Seed of the draw of controls that judge; defaults to 0. */
  seed?: number;
  /** Engine of the matrix products; defaults to plain typed arrays on one core. */
  product?: Product;
}

/** What a correction did, without having been asked to do it well. */
export interface CorrectionEffect {
  /** Share of the nearest controls that are of a control's own plate, of controls it was not fitted on. */
  samePlate: number;
  /** Mean average precision of replicates against other treatments, 0 chance, 1 perfect; NaN without replicates. */
  replicates: number;
}

/** Profiles, corrected where that is safe. */
export interface GuardedTvn {
  /** Corrected profiles, or those that were given. */
  profiles: Profiles;
  /** Whether they were corrected. */
  used: boolean;
  /** Why, or why not, as a sentence. */
  reason: string;
  /** What was measured with and without; undefined where it was not tried. */
  effect?: { before: CorrectionEffect; after: CorrectionEffect; chance: number };
  /** How far the guard of the whitening shrank; undefined where it was not tried. */
  shrinkage?: number;
}

/**
 * Typical variation normalization of plates, kept only where it helps by what it has not seen.
 *
 * It is fitted on some controls and judged by others and by replicates: it stays if unseen controls lie
 * no more by plate than before, and replicates of a treatment find one another no worse. No
 * mechanism is looked at, so that a score of mechanisms can be asked afterwards. What is returned was
 * then fitted on all controls.
 *
 * @param profiles Profiles, each plate normalised on its controls [n × d].
 * @param options Controls, plate, treatment.
 * @throws {InputError} for values that are not finite or a column that is missing.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ plate: ["P1", "P1"], drug: ["DMSO", "taxol"] });
 * const wells = makeProfiles(meta, ["area"], new Float64Array([0, 3]));
 * const options = { controls: { drug: "DMSO" }, plate: "plate", treatment: "drug" };
 * const { used, reason } = await guardedTvn(wells, options);
 * assertEquals([used, reason], [false, "There is one plate."]);
 * ```
 */
export async function guardedTvn(
  profiles: Profiles,
  options: GuardedTvnOptions,
): Promise<GuardedTvn> {
  const { plate, treatment, fewest = 4, seed = 0, product } = options;
  const controls = rowsWhere(profiles.meta, options.controls);
  const plates = [...groupRows(profiles.meta, plate)];
  if (plates.length < 2) return { profiles, used: false, reason: "There is one plate." };
  const counts = plates.map(([, rows]) => rows.filter((row) => controls[row]).length);
  const least = Math.min(...counts);
  if (least < fewest) {
    const reason = `A plate has ${least} controls; fewer than ${fewest} cannot tell its batch.`;
    return { profiles, used: false, reason };
  }
  const fit = (fitted: boolean[]) =>
    fitTvn(profiles, { controls: fitted, batch: plate, holdOutBy: plate });
  const { seen, unseen } = holdOutControls(profiles.meta, {
    controls,
    by: plate,
    share: 0.25,
    seed,
  });
  const trial = fit(seen), tried = applyTvn(profiles, trial);
  const judge = { controls, unseen, plate, treatment, ...product && { product } };
  const [before, chance] = await effectOf(profiles, judge);
  const [after] = await effectOf(tried, judge);
  const mixed = after.samePlate <= before.samePlate;
  const kept = Number.isNaN(before.replicates) || after.replicates >= before.replicates;
  const words = `Unseen controls among their own plate: ${percent(before.samePlate)} before, ` +
    `${percent(after.samePlate)} after; replicates' precision above chance: ` +
    `${before.replicates.toFixed(2)} before, ${after.replicates.toFixed(2)} after.`;
  const used = mixed && kept, effect = { before, after, chance };
  return {
    profiles: used ? applyTvn(profiles, fit(controls)) : profiles,
    used,
    reason: words,
    effect,
    shrinkage: trial.whitening.shrinkage,
  };
}

async function effectOf(
  profiles: Profiles,
  { controls, unseen, plate, treatment, product }: {
    controls: boolean[];
    unseen: boolean[];
    plate: string;
    treatment: string;
    product?: Product;
  },
): Promise<[CorrectionEffect, chance: number]> {
  const engine = product === undefined ? {} : { product };
  // Unseen controls look for neighbours among all: a plate may have but one of them.
  const all = selectRows(profiles, controls);
  const near = await distances(profileMatrix(all), engine);
  const { same, chance } = batchMixing(near, metaValues(all.meta, plate), 3);
  const judging = unseen.filter((_, row) => controls[row]);
  const judged = (values: ArrayLike<number>) =>
    mean(Array.from(values).filter((_, row) => judging[row]));
  const treated = selectRows(profiles, controls.map((is) => !is));
  const replicates = await agreement(treated, treatment, engine);
  return [{ samePlate: judged(same), replicates }, judged(chance)];
}

async function agreement(
  treated: Profiles,
  treatment: string,
  engine: { product?: Product },
): Promise<number> {
  try {
    const { groups } = await meanAveragePrecision(treated, replicability({ treatment }), {
      permutations: 0,
      ...engine,
    });
    return mean(groups.map(({ normalized }) => normalized));
  } catch (error) {
    // Nothing was measured twice: there is nothing to agree.
    if (error instanceof InputError && error.message.startsWith("Cannot score precision: no")) {
      return NaN;
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

import pl from "nodejs-polars";
import { metaValues, type Profiles, selectRows } from "../core/profiles.ts";
import { rowProducts } from "../core/row_products.ts";
import { transpose } from "../core/transpose.ts";
import { fitCombat } from "./combat.ts";
import { applyCombat } from "./combat/apply.ts";
import { harmonize, type HarmonyOptions } from "./harmony.ts";
import { normalize } from "./normalize.ts";
import { pca } from "./reduce/pca.ts";
import { applyTvn, fitTvn } from "./tvn.ts";
import { applyWhitening, fitWhitening, type Whitening } from "./whiten.ts";

/** Names of the corrections, in the order in which {@link correctAll} gives them. */
export const corrections = [
  "none",
  "z per plate",
  "MAD per plate",
  "ComBat",
  "ComBat, treatment kept",
  "plain sphering",
  "guarded sphering",
  "TVN",
  "Harmony",
] as const;

/** Name of a correction. */
export type CorrectionName = typeof corrections[number];

/** What corrections need to know. */
export interface CorrectionOptions {
  /** Column of the plate. */
  plate: string;
  /** Column of the wider batch (week) that TVN aligns. */
  week: string;
  /** Columns that make a treatment. */
  treatment: readonly string[];
  /** Controls that may be used [n]. */
  seen: boolean[];
  /** Controls that must not be used [n]. */
  unseen: boolean[];
  /** Principal components that Harmony works on; defaults to 30. */
  components?: number;
  /** Seed of Harmony and of the guard's folds; defaults to 0. */
  seed?: number;
}

/** Corrected profiles, and what the guard of the whitening chose. */
export interface Corrected {
  /** The wells after each correction. */
  profiles: Record<CorrectionName, Profiles>;
  /** The guarded sphering. */
  guarded: Whitening;
}

/**
 * The usual corrections of batch effects, each as it is usually applied, none of which knows the
 * unseen controls.
 *
 * - `none`: all wells scaled as one by the mean and standard deviation of the seen controls; every
 *   other correction starts from the same wells.
 * - `z per plate`, `MAD per plate`: scaled plate by plate by the seen controls.
 * - `ComBat` by plate, fitted on all wells but unseen controls, without covariates or with the
 *   treatment kept.
 * - `plain sphering`, `guarded sphering`: ZCA-cor on the seen controls after z per plate, without and
 *   with the shrinkage that held-out plates ask for.
 * - `TVN`: PCA whitening with the guard's shrinkage after z per plate, then CORAL by week.
 * - `Harmony` by plate on the first components; the features are moved by what it moves these. It fits and corrects in one, so that it moves unseen
 *   controls with the rest; it is not told that they are controls.
 *
 * @param wells Finite features that vary among the controls of every plate [n × d].
 * @param options Columns, seen and unseen controls.
 * @throws {InputError} as the corrections do, for example where a plate has fewer than two seen
 * controls or treatments are confounded with plates.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { correctAll } from "./corrections.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const drugs = ["DMSO", "DMSO", "DMSO", "DMSO", "DMSO", "taxol", "ALLN"];
 * const meta = pl.DataFrame({
 *   drug: [...drugs, ...drugs],
 *   plate: drugs.map(() => "P1").concat(drugs.map(() => "P2")),
 * });
 * const values = Float64Array.from({ length: 42 }, (_, i) => Math.sin(7 * i) + (i < 21 ? 0 : 3));
 * const seen = meta.getColumn("drug").toArray().map((drug, i) => drug === "DMSO" && i % 7 < 4);
 * const unseen = meta.getColumn("drug").toArray().map((drug, i) => drug === "DMSO" && i % 7 === 4);
 * const { profiles } = correctAll(makeProfiles(meta, ["a", "b", "c"], values), {
 *   plate: "plate",
 *   week: "plate",
 *   treatment: ["drug"],
 *   seen,
 *   unseen,
 *   components: 2,
 * });
 * assertEquals(Object.keys(profiles).length, 9);
 * ```
 */
export function correctAll(wells: Profiles, options: CorrectionOptions): Corrected {
  const { plate, week, treatment, seen, unseen, components = 30, seed = 0 } = options;
  const none = normalize(wells, { controls: seen });
  const scaled = normalize(wells, { by: plate, controls: seen });
  const kept = withTreatment(none, treatment);
  const learn = selectRows(kept, unseen.map((is) => !is));
  const batch = plate, categorical = [treatmentColumn];
  const folds = { holdOutBy: plate, seed };
  const guarded = fitWhitening(scaled, { controls: seen, ...folds });
  const { shrinkage } = guarded;
  const plain = fitWhitening(scaled, { controls: seen, shrinkage: 0 });
  const profiles = {
    "none": none,
    "z per plate": scaled,
    "MAD per plate": normalize(wells, { by: plate, controls: seen, method: "mad" }),
    "ComBat": applyCombat(fitCombat(learn, { batch }), kept),
    "ComBat, treatment kept": applyCombat(fitCombat(learn, { batch, categorical }), kept),
    "plain sphering": applyWhitening(scaled, plain),
    "guarded sphering": applyWhitening(scaled, guarded),
    "TVN": applyTvn(scaled, fitTvn(scaled, { controls: seen, batch: week, shrinkage })),
    "Harmony": harmonizeFew(none, components, { batch, seed }),
  };
  return { profiles, guarded };
}

/** Corrects the first components and carries the change over to the features. */
function harmonizeFew(wells: Profiles, most: number, options: HarmonyOptions): Profiles {
  const { meta, features } = wells;
  const components = Math.min(most, features.length, meta.height);
  const { profiles: before, components: axes } = pca(wells, { components });
  const after = harmonize(before, options).profiles;
  const change = {
    rows: meta.height,
    cols: components,
    data: after.values.map((v, i) => v - before.values[i]!),
  };
  const moved = rowProducts(change, transpose(axes)).data;
  return { ...wells, values: Float64Array.from(wells.values, (value, i) => value + moved[i]!) };
}

const treatmentColumn = "Metadata_Treatment_Kept";

function withTreatment(wells: Profiles, treatment: readonly string[]): Profiles {
  const parts = treatment.map((column) => metaValues(wells.meta, column));
  const names = Array.from(
    { length: wells.meta.height },
    (_, row) => parts.map((values) => String(values[row])).join(" "),
  );
  const column = pl.Series(treatmentColumn, names, pl.Utf8);
  return { ...wells, meta: wells.meta.withColumn(column) };
}

import { counted } from "../../core/counted.ts";
import { InputError } from "../../core/errors.ts";
import { groupRows } from "../../core/group_rows.ts";
import { metaValues, type Profiles, selectFeatures, selectRows } from "../../core/profiles.ts";
import { compress } from "../../profile/compress.ts";
import { usableFeatures } from "../../profile/grade/usable_features.ts";
import { impute } from "../../profile/impute.ts";
import { normalize } from "../../profile/normalize.ts";
import { select, type SelectStep } from "../../profile/select.ts";

/** Wells on the scale of the controls. */
export interface ScaledWells {
  /** Every usable feature in standard deviations of the plate's controls. */
  z: Profiles;
  /** The features that tell something, compressed: what distances are taken of. */
  scaled: Profiles;
  /** The same features as they were measured, not yet scaled by plate. */
  measured: Profiles;
  /** Values that were missing and filled with the middle of the plate. */
  filled: number;
  /** Features that went, and why, in the order of the steps. */
  gone: { reason: string; features: number }[];
  /** Plates that have fewer than two good wells of the control left, and so no scale; left out. */
  unscaled: string[];
}

const words: Record<SelectStep, string> = {
  missing: "missing in more than one well of twenty",
  frequency: "hardly any different values",
  variance: "no variance",
  blocklist: "known as noise",
  outlier: "more than 500 standard deviations from the controls",
  correlation: "says what another feature says",
  noise: "differs among replicates",
};

/**
 * Brings wells onto the scale of the controls of their plate and keeps the features that tell something.
 *
 * No label but the control's is looked at. Values are compressed by asinh, so that no feature decides a
 * distance alone because it hardly varies among controls.
 *
 * @param wells One profile a well, with `Metadata_Plate` and `Metadata_Treatment` [n × d].
 * @param control Name of the control among the treatments.
 * @throws {InputError} if no plate has two controls left.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { scaleWells } from "./scale_wells.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({
 *   Metadata_Plate: ["P1", "P1", "P1"],
 *   Metadata_Treatment: ["DMSO", "DMSO", "taxol"],
 * });
 * const wells = makeProfiles(meta, ["Cells_Area"], new Float64Array([1, 3, 6]));
 * assertEquals([...(await scaleWells(wells, "DMSO")).z.values], [-1, 1, 4]);
 * ```
 */
export async function scaleWells(wells: Profiles, control: string): Promise<ScaledWells> {
  const controls = { Metadata_Treatment: control }, by = "Metadata_Plate";
  const names = metaValues(wells.meta, "Metadata_Treatment");
  const plates = [...groupRows(wells.meta, by)];
  const isScaled = ([, rows]: [string, number[]]) =>
    rows.filter((row) => names[row] === control).length >= 2;
  const good = plates.filter(isScaled);
  if (good.length === 0) {
    throw new InputError("No plate has two good wells of the negative control", {
      option: "--control",
      found: `${counted(names.filter((name) => name === control).length, "well")} of ${control}`,
      allowed: "two or more on a plate, after fields with spoilt images were left out",
    });
  }
  const placed = good.length === plates.length
    ? wells
    : selectRows(wells, good.flatMap(([, rows]) => rows));
  const present = await select(placed, { steps: ["missing"] });
  const { profiles: whole, filled } = impute(present.profiles, { by });
  const usable = usableFeatures(whole, by, controls);
  const z = normalize(selectFeatures(whole, usable), { by, controls });
  const chosen = await select(z);
  const steps = Map.groupBy(chosen.dropped.values(), (step) => step);
  const lost = present.dropped.size;
  return {
    z,
    scaled: compress(chosen.profiles),
    measured: selectFeatures(whole, chosen.profiles.features),
    filled: [...filled.values()].reduce((sum, count) => sum + count, 0),
    gone: [
      { reason: words.missing, features: lost },
      {
        reason: "the same in all controls of a plate",
        features: wells.features.length - lost - usable.length,
      },
      ...[...steps].map(([step, all]) => ({ reason: words[step], features: all.length })),
    ].filter(({ features }) => features > 0),
    unscaled: plates.filter((plate) => !isScaled(plate)).map(([plate]) => plate),
  };
}

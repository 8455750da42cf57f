import { counted } from "../../core/counted.ts";
import { metaValues, type Profiles } from "../../core/profiles.ts";
import { someNames } from "../../core/some_names.ts";
import type { CombatModel } from "../../profile/combat/model.ts";
import { unsharedTreatments } from "../../profile/combat/unshared_treatments.ts";

/**
 * What to know about profiles that ComBat corrected: features that it left alone, and treatments that
 * batches do not share.
 *
 * @param profiles Profiles that the model was fitted on [n × d].
 * @param model From `fitCombat`.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { fitCombat } from "../../profile/combat.ts";
 * import { combatNotes } from "./notes.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ plate: ["P1", "P1", "P2", "P2"] });
 * const values = new Float64Array([1, 5, 2, 2, 7, 2, 4, 9, 3, 5, 12, 8]);
 * const profiles = makeProfiles(meta, ["a", "b", "c"], values);
 * assertEquals(combatNotes(profiles, fitCombat(profiles, { batch: "plate" })), [
 *   "1 feature does not vary within some batch and stays as it is, batch effect and all: c",
 * ]);
 * ```
 */
export function combatNotes(profiles: Profiles, model: CombatModel): string[] {
  return [...model.warnings, ...untouched(profiles, model), ...unshared(profiles, model)];
}

/** A feature that is the same in all rows has no batch effect that could stay. */
function untouched({ features, values }: Profiles, { unadjusted }: CombatModel): string[] {
  const width = features.length, left = new Set(unadjusted);
  const names = features.filter((name, column) => {
    if (!left.has(name)) return false;
    for (let i = column; i < values.length; i += width) {
      if (values[i] !== values[column]) return true;
    }
    return false;
  });
  if (names.length === 0) return [];
  const what = names.length === 1
    ? "1 feature does not vary within some batch and stays as it is"
    : `${names.length} features do not vary within some batch and stay as they are`;
  return [`${what}, batch effect and all: ${someNames(names)}`];
}

/** Columns that tell a treatment, the first that are there. */
const treatmentColumns = [
  ["Metadata_Treatment"],
  ["Metadata_Compound", "Metadata_Concentration"],
  ["Metadata_Compound"],
  ["Metadata_broad_sample"],
];

function unshared({ meta }: Profiles, { batch, covariates }: CombatModel): string[] {
  const there = treatmentColumns.find((names) =>
    names.every((name) => meta.columns.includes(name))
  );
  const kept = new Set([batch, ...covariates.map(({ name }) => name)]);
  const columns = there?.filter((name) => !kept.has(name)) ?? [];
  if (columns.length < (there?.length ?? 1)) return [];
  const values = columns.map((name) => metaValues(meta, name));
  const treatments = Array.from(
    { length: meta.height },
    (_, row) => JSON.stringify(values.map((column) => column[row])),
  );
  const { some, one } = unsharedTreatments(treatments, metaValues(meta, batch).map(String));
  if (some.length === 0) return [];
  return [
    `${some.length} of ${counted(meta.height, "row")} have a treatment (${columns.join(", ")}) ` +
    `that not all batches have, ${one.length} of them one that a single batch has: what it does ` +
    "goes with the batch, and controls move the other way; tvn and whiten are fitted on controls",
  ];
}

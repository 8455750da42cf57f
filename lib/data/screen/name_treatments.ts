import pl from "nodejs-polars";
import { InputError } from "../../core/errors.ts";
import { makeProfiles, metaValues, type Profiles } from "../../core/profiles.ts";

/**
 * Gives wells the columns that scores ask for: BBBC021's `Image_Metadata_…` lose their first part,
 * `Metadata_Treatment` names compound and dose in one, and DMSO has no mechanism.
 *
 * @param profiles Wells with compound, concentration (µM) and, where known, mechanism.
 * @throws {InputError} where one of these columns is missing.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles, metaValues } from "../../core/profiles.ts";
 * import { nameTreatments } from "./name_treatments.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({
 *   Image_Metadata_Compound: ["taxol", "DMSO"],
 *   Image_Metadata_Concentration: [0.3, 0],
 *   Image_Metadata_MoA: ["Microtubule stabilizers", "DMSO"],
 * });
 * const wells = nameTreatments(makeProfiles(meta, ["area"], new Float64Array([1, 2])));
 * assertEquals(metaValues(wells.meta, "Metadata_Treatment"), ["taxol 0.3 µM", "DMSO"]);
 * assertEquals(metaValues(wells.meta, "Metadata_MoA"), ["Microtubule stabilizers", null]);
 * ```
 */
export function nameTreatments(profiles: Profiles): Profiles {
  const { columns } = profiles.meta;
  const short = (name: string) => name.replace(/^Image_(?=Metadata_)/, "");
  const meta = profiles.meta.rename(
    Object.fromEntries(columns.filter((name) => short(name) !== name).map((n) => [n, short(n)])),
  );
  for (const column of ["Metadata_Compound", "Metadata_Concentration", "Metadata_MoA"]) {
    if (meta.columns.includes(column)) continue;
    throw new InputError("Cannot name the treatments of wells: a column is missing", {
      column,
      found: columns,
    });
  }
  const compounds = metaValues(meta, "Metadata_Compound").map(String);
  const doses = metaValues(meta, "Metadata_Concentration");
  const moas = metaValues(meta, "Metadata_MoA");
  const isControl = compounds.map((compound) => compound === "DMSO");
  const names = compounds.map((name, row) => isControl[row] ? name : `${name} ${doses[row]} µM`);
  const known = moas.map((moa, row) => isControl[row] || moa === null ? null : String(moa));
  const table = meta.withColumn(pl.Series("Metadata_Treatment", names, pl.Utf8))
    .withColumn(pl.Series("Metadata_MoA", known, pl.Utf8));
  return makeProfiles(table, profiles.features, profiles.values);
}

import pl from "nodejs-polars";
import { InputError } from "../../core/errors.ts";
import { makeProfiles, metaValues, type Profiles } from "../../core/profiles.ts";
import { readImageTable, readMoaTable, withMoa } from "../bbbc021/tables.ts";
import { readLjosaProfiles, withTreatments } from "../bbbc021/wells.ts";
import { datasetFile, fetchDataset, type FetchOptions } from "../fetch.ts";

/** How {@link openLjosaWells} finds its files. */
export interface WellProfilesOptions {
  /** How public data are fetched: folder, mirror. */
  fetch?: Pick<FetchOptions, "dir" | "mirror">;
}

/**
 * The public well profiles of BBBC021 (Ljosa et al. 2013) with their treatments and mechanisms, under
 * the column names of {@link nameTreatments}.
 *
 * Source: Ljosa et al. 2013, J. Biomol. Screen. 18, 1321.
 *
 * @param options Where files are fetched from.
 * @returns 632 wells × 516 features, as measured.
 * @throws {InputError} for files that cannot be fetched or read.
 *
 * @example
 * ```ts
 * import { openLjosaWells } from "./well_profiles.ts";
 * import { assertRejects } from "@std/assert";
 *
 * const dir = await Deno.makeTempDir();
 * await assertRejects(() => openLjosaWells({ fetch: { dir, mirror: `${dir}/none` } }), Error);
 * await Deno.remove(dir, { recursive: true });
 * ```
 */
export async function openLjosaWells({ fetch = {} }: WellProfilesOptions = {}): Promise<Profiles> {
  const file = async (id: string, name: string) => {
    await fetchDataset(id, fetch);
    return await datasetFile(id, name, fetch.dir === undefined ? {} : { dir: fetch.dir });
  };
  const wells = await file(
    "bbbc021-ljosa-profiles",
    "ljosa_jbiomolscreen_2013_per_well_mean.csv.gz",
  );
  const images = await file("bbbc021-metadata", "BBBC021_v1_image.csv.gz");
  const moa = await file("bbbc021-metadata", "BBBC021_v1_moa.csv");
  const { profiles } = withTreatments(await readLjosaProfiles(wells), await readImageTable(images));
  const { table } = withMoa(profiles.meta, await readMoaTable(moa), moa);
  return nameTreatments({ ...profiles, meta: table });
}

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
 * import { nameTreatments } from "./well_profiles.ts";
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

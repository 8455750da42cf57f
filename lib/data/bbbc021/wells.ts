import pl from "nodejs-polars";
import { InputError } from "../../core/errors.ts";
import { groupRows } from "../../core/group_rows.ts";
import { makeProfiles, metaValues, type Profiles, takeRows } from "../../core/profiles.ts";
import { type Joined, lookUp } from "../table/join.ts";
import { readProfiles } from "../profiles_file.ts";

/** What all sites of a well share. */
const shared = [
  "Replicate",
  "Image_Metadata_Compound",
  "Image_Metadata_Concentration",
  "Image_Metadata_Week",
];

/**
 * The wells of a BBBC021 image table, one row a well in the order of the table.
 *
 * @param images From `readImageTable`.
 * @returns `Image_Metadata_Plate`, `Image_Metadata_Well`, `Replicate`, `Image_Metadata_Compound`,
 * `Image_Metadata_Concentration` (µM), `Image_Metadata_Week`, and `Sites`, the number of sites.
 * @throws {InputError} naming the well where its sites disagree about the treatment.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { wellTable } from "./wells.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const images = pl.DataFrame({
 *   Image_Metadata_Plate_DAPI: ["Week4_27481", "Week4_27481"],
 *   Image_Metadata_Well_DAPI: ["G10", "G10"],
 *   Replicate: [1, 1],
 *   Image_Metadata_Compound: ["taxol", "taxol"],
 *   Image_Metadata_Concentration: [0.3, 0.3],
 *   Image_Metadata_Week: [4, 4],
 * });
 * assertEquals(wellTable(images).select("Image_Metadata_Well", "Sites").rows(), [["G10", 2]]);
 * ```
 */
export function wellTable(images: pl.DataFrame): pl.DataFrame {
  const groups = [
    ...groupRows(images, ["Image_Metadata_Plate_DAPI", "Image_Metadata_Well_DAPI"]),
  ];
  for (const name of shared) {
    const values = metaValues(images, name);
    for (const [well, [first, ...others]] of groups) {
      const other = others.find((row) => values[row] !== values[first as number]);
      if (other !== undefined) {
        throw new InputError("Cannot make a table of wells: the sites of a well disagree", {
          row: other + 1,
          column: name,
          found: `${values[other]} in well ${well.replace("\t", " ")}`,
          allowed: `${values[first as number]}, as in row ${first as number + 1}`,
        });
      }
    }
  }
  const firsts = takeRows(images, groups.map(([, rows]) => rows[0] as number));
  const column = (from: string, to = from) => firsts.getColumn(from).rename(to);
  return pl.DataFrame([
    column("Image_Metadata_Plate_DAPI", "Image_Metadata_Plate"),
    column("Image_Metadata_Well_DAPI", "Image_Metadata_Well"),
    ...shared.map((name) => column(name)),
    pl.Series("Sites", groups.map(([, rows]) => rows.length), pl.Int64),
  ]);
}

/**
 * Reads the well profiles of Ljosa et al. 2013
 * (`ljosa_jbiomolscreen_2013_per_well_mean.csv.gz`): means of CellProfiler features over the cells
 * of a well, metadata `Image_Metadata_Plate` and `Image_Metadata_Well`.
 *
 * Source: Ljosa et al., J. Biomol. Screen. 18, 1321 (2013).
 *
 * @param file CSV, plain or gzip.
 * @throws {InputError} as `readProfiles` does.
 *
 * @example
 * ```ts
 * import { readLjosaProfiles } from "./wells.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * const file = `${folder}/wells.csv`;
 * await Deno.writeTextFile(file, "Image_Metadata_Plate,Image_Metadata_Well,f\nWeek4_27481,G10,2\n");
 * const { meta, values } = await readLjosaProfiles(file);
 * assertEquals([meta.height, values[0]], [1, 2]);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function readLjosaProfiles(file: string): Promise<Profiles<Float64Array>> {
  const metadata = ["Image_Metadata_Plate", "Image_Metadata_Well"];
  const profiles = await readProfiles(file, { metadata, precision: 64 });
  return profiles as Profiles<Float64Array>;
}

/** Well profiles with their treatments, and what found no partner. */
export interface TreatedProfiles extends Omit<Joined, "table"> {
  /** The profiles, whose metadata now name the treatment; null where the well is not in the table. */
  profiles: Profiles;
}

/**
 * Adds the treatment of each well to its profile: compound, concentration, replicate and week.
 *
 * @param profiles Well profiles with `Image_Metadata_Plate` and `Image_Metadata_Well`.
 * @param images From `readImageTable`.
 * @returns All profiles; `unmatchedRight` numbers the wells of {@link wellTable} without a profile.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { withTreatments } from "./wells.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const images = pl.DataFrame({
 *   Image_Metadata_Plate_DAPI: ["Week4_27481", "Week4_27481"],
 *   Image_Metadata_Well_DAPI: ["G10", "G10"],
 *   Replicate: [1, 1],
 *   Image_Metadata_Compound: ["taxol", "taxol"],
 *   Image_Metadata_Concentration: [0.3, 0.3],
 *   Image_Metadata_Week: [4, 4],
 * });
 * const meta = pl.DataFrame({
 *   Image_Metadata_Plate: ["Week4_27481"],
 *   Image_Metadata_Well: ["G10"],
 * });
 * const { profiles } = withTreatments(makeProfiles(meta, ["f"], new Float64Array(1)), images);
 * assertEquals(profiles.meta.select("Image_Metadata_Compound").rows(), [["taxol"]]);
 * ```
 */
export function withTreatments(profiles: Profiles, images: pl.DataFrame): TreatedProfiles {
  const on = ["Image_Metadata_Plate", "Image_Metadata_Well"];
  const { table, ...unmatched } = lookUp(
    { table: profiles.meta, on },
    { table: wellTable(images), on },
    Object.fromEntries(shared.map((name) => [name, name])),
  );
  return { profiles: makeProfiles(table, profiles.features, profiles.values), ...unmatched };
}

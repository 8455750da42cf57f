import { InputError } from "../../core/errors.ts";
import { makeProfiles, type Profiles } from "../../core/profiles.ts";
import { nameSolvent } from "./tables.ts";
import { readProfiles } from "../profiles_file.ts";
import { checkUnique } from "../table/unique_rows.ts";

/**
 * Reads well profiles of one plate, as pycytominer writes them.
 *
 * The public files have rounded `Metadata_pubchem_cid` to five digits (9883933 reads 9.8839e+06), so
 * take identifiers from `withCompounds`, not from there.
 *
 * @param file CSV, CSV.gz or Parquet with `Metadata_Plate`, `Metadata_Well` and
 * `Metadata_broad_sample`, where an empty sample reads as DMSO.
 * @throws {InputError} as `readProfiles` does, and for a missing column or a well twice.
 *
 * @example
 * ```ts
 * import { readWellProfiles } from "./profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * const file = `${folder}/BR1.csv`;
 * await Deno.writeTextFile(file, "Metadata_Plate,Metadata_Well,Metadata_broad_sample,f\nBR1,A02,,2\n");
 * const { meta, values } = await readWellProfiles(file);
 * assertEquals([meta.rows(), values[0]], [[["BR1", "A02", "DMSO"]], 2]);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function readWellProfiles(file: string): Promise<Profiles> {
  const { meta, features, values } = await readProfiles(file);
  const needed = ["Metadata_Plate", "Metadata_Well", "Metadata_broad_sample"];
  const column = needed.find((name) => !meta.columns.includes(name));
  if (column !== undefined) {
    throw new InputError("Cannot read CPJUMP1 well profiles: a column is missing", {
      file,
      column,
      found: meta.columns,
    });
  }
  checkUnique(meta, ["Metadata_Plate", "Metadata_Well"], file, "CPJUMP1 well profiles");
  return makeProfiles(nameSolvent(meta, "Metadata_broad_sample"), features, values);
}

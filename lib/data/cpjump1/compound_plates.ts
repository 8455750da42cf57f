import { concatProfiles } from "../../core/concat_profiles.ts";
import { type Profiles, selectFeatures } from "../../core/profiles.ts";
import { datasetFile, fetchDataset, type FetchOptions } from "../fetch.ts";
import { readWellProfiles } from "./profiles.ts";

/** Compound plates of CPJUMP1 whose profiles are public as one file each: U2OS cells, 48 h. */
export const compoundPlates48h = ["BR00117010", "BR00117011", "BR00117012"] as const;

// Other columns describe the sample and differ in type from plate to plate.
const columns = ["Metadata_Plate", "Metadata_Well", "Metadata_broad_sample"];

/**
 * CellProfiler well profiles of CPJUMP1's compound plates, fetched where they are missing.
 *
 * @param plates Barcodes; defaults to {@link compoundPlates48h}.
 * @param fetch How public data are fetched: folder, mirror.
 * @returns 384 wells a plate × the features that all plates have, with plate, well and sample.
 * @throws {InputError} for files that cannot be fetched or read.
 *
 * @example
 * ```ts
 * import { openCompoundPlates } from "./compound_plates.ts";
 * import { assertRejects } from "@std/assert";
 *
 * const dir = await Deno.makeTempDir();
 * const nowhere = { dir, mirror: `${dir}/none` };
 * await assertRejects(() => openCompoundPlates(["BR00117010"], nowhere), Error);
 * await Deno.remove(dir, { recursive: true });
 * ```
 */
export async function openCompoundPlates(
  plates: readonly string[] = compoundPlates48h,
  fetch: Pick<FetchOptions, "dir" | "mirror"> = {},
): Promise<Profiles> {
  const id = "cpjump1-profiles";
  await fetchDataset(id, fetch);
  const read: Profiles[] = [];
  for (const plate of plates) {
    const name = `${plate}_normalized_feature_select_negcon_batch.csv.gz`;
    const file = await datasetFile(id, name, fetch.dir === undefined ? {} : { dir: fetch.dir });
    const { meta, ...rest } = await readWellProfiles(file);
    read.push({ ...rest, meta: meta.select(...columns) });
  }
  const shared = read[0]?.features.filter((name) =>
    read.every(({ features }) => features.includes(name))
  );
  return concatProfiles(read.map((profiles) => selectFeatures(profiles, shared ?? [])));
}

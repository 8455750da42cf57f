import { datasetFile, fetchDataset, type FetchOptions } from "../fetch.ts";
import { rowsOf } from "../table/table.ts";
import { type Cpjump1Compound, readCompoundMetadata, solvent, splitList } from "./tables.ts";

/** A compound of CPJUMP1, ready to be matched with wells. */
export interface SampledCompound {
  /** Identifier of the sample, as in the wells. */
  sample: string;
  /** Common name; where it stands for several samples, with the sample. */
  name: string;
  /** Structure. */
  smiles: string | null;
  /** Mechanisms of action; none where they are not known. */
  moas: string[];
}

/**
 * The compounds of CPJUMP1 with structure and mechanisms, without the solvent, fetched where they
 * are missing.
 *
 * @param fetch How public data are fetched: folder, mirror.
 * @throws {InputError} for a file that cannot be fetched or read.
 *
 * @example
 * ```ts
 * import { openCompounds } from "./compounds.ts";
 * import { assertRejects } from "@std/assert";
 *
 * const dir = await Deno.makeTempDir();
 * await assertRejects(() => openCompounds({ dir, mirror: `${dir}/none` }), Error);
 * await Deno.remove(dir, { recursive: true });
 * ```
 */
export async function openCompounds(
  fetch: Pick<FetchOptions, "dir" | "mirror"> = {},
): Promise<SampledCompound[]> {
  const id = "cpjump1-metadata";
  await fetchDataset(id, fetch);
  const name = "JUMP-Target-1_compound_metadata_additional_annotations.tsv";
  const file = await datasetFile(id, name, fetch.dir === undefined ? {} : { dir: fetch.dir });
  const rows = rowsOf<Cpjump1Compound>(await readCompoundMetadata(file))
    .filter(({ broad_sample }) => broad_sample !== solvent);
  const named = Map.groupBy(rows, ({ pert_iname }) => pert_iname);
  return rows.map(({ broad_sample, pert_iname, smiles, moa_list }) => ({
    sample: broad_sample,
    name: named.get(pert_iname)?.length === 1 ? pert_iname : `${pert_iname} (${broad_sample})`,
    smiles,
    moas: splitList(moa_list),
  }));
}

import { exists, projectRoot } from "../core/files.ts";
import { InputError } from "../core/errors.ts";
import { readCompoundTable, readMoaTable } from "./bbbc021/tables.ts";
import { type Compound, readCompounds } from "./compounds.ts";
import { readCompoundMetadata } from "./cpjump1/tables.ts";
import { datasetFile, fetchDataset, type FetchOptions } from "./fetch.ts";
import type { StructureRow } from "./structures_file.ts";
import { rowsOf } from "./table/table.ts";

/** The drugs of a screen, on paper. */
export interface OpenedStructures {
  /** What they are, for people. */
  title: string;
  /** Drugs with their mechanism, without DMSO, by mechanism and then by name. */
  compounds: Compound[];
  /** Where they were read from, for errors. */
  file: string;
  /** Drugs of another screen to compare with: CPJUMP1's, with the public data; else none. */
  others: StructureRow[];
}

/** Which drugs are opened. */
export interface OpenStructuresOptions {
  /** `simulated`, `real` or a folder; defaults to the variable C2S_DATA, then to `simulated`. */
  data?: string;
  /** How public data are fetched: folder, mirror. */
  fetch?: Pick<FetchOptions, "dir" | "mirror">;
}

/**
 * Opens the structures of the screen that the story was told to work on; no image is needed. The
 * virtual screen has the drugs of BBBC021.
 *
 * @throws {InputError} for a folder without the tables of a screen, a table that is wrong, a
 * download that fails.
 *
 * @example
 * ```ts
 * import { openStructures } from "./open_structures.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { compounds } = await openStructures({ data: "simulated" });
 * assertEquals(compounds[0]?.moa, "Actin disruptors");
 * ```
 */
export async function openStructures(
  options: OpenStructuresOptions = {},
): Promise<OpenedStructures> {
  const data = options.data ?? (Deno.env.get("C2S_DATA") || "simulated");
  if (data !== "simulated" && data !== "real") return await fromFolder(data);
  const file = `${projectRoot}data/compounds.csv`;
  const compounds = sorted(rowsOf<Compound>((await readCompounds(file)).table));
  const title = "the drugs of BBBC021";
  if (data === "simulated") return { title, compounds, file, others: [] };
  await fetchDataset("cpjump1-metadata", { ...options.fetch });
  const locate = options.fetch?.dir === undefined ? {} : { dir: options.fetch.dir };
  const name = "JUMP-Target-1_compound_metadata.tsv";
  const table = await readCompoundMetadata(await datasetFile("cpjump1-metadata", name, locate));
  const others = rowsOf<{ broad_sample: string; pert_iname: string; smiles: string | null }>(table)
    .filter(({ broad_sample }) => broad_sample !== "DMSO")
    .map(({ pert_iname, smiles }) => ({ name: pert_iname, smiles }));
  return { title, compounds, file, others };
}

async function fromFolder(folder: string): Promise<OpenedStructures> {
  const file = `${folder}/BBBC021_v1_compound.csv`;
  if (!await exists(file)) {
    throw new InputError("Cannot open the structures", {
      file,
      found: "no such file",
      allowed: "simulated, real, or a folder with BBBC021_v1_compound.csv and BBBC021_v1_moa.csv",
    });
  }
  const structures = rowsOf<StructureRow & { compound: string }>(await readCompoundTable(file));
  const listed = rowsOf<{ compound: string; moa: string }>(
    await readMoaTable(`${folder}/BBBC021_v1_moa.csv`),
  );
  const moaOf = new Map(listed.map(({ compound, moa }) => [compound, moa]));
  const compounds = structures.filter(({ compound }) => moaOf.has(compound))
    .map(({ compound, smiles }) => ({ compound, smiles, moa: moaOf.get(compound) as string }));
  return { title: `the drugs in ${folder}`, compounds: sorted(compounds), file, others: [] };
}

function sorted(compounds: Compound[]): Compound[] {
  const order = (a: string, b: string) => a.localeCompare(b, "en");
  return compounds.filter(({ compound }) => compound !== "DMSO")
    .sort((a, b) => order(a.moa, b.moa) || order(a.compound, b.compound));
}

import { exists, projectRoot } from "../core/files.ts";
import { InputError } from "../core/errors.ts";
import { someNames } from "../core/some_names.ts";
import { type Bbbc021Moa, readCompoundTable, readMoaTable } from "./bbbc021/tables.ts";
import { type Compound, readCompounds } from "./compounds.ts";
import { readCompoundMetadata } from "./cpjump1/tables.ts";
import { datasetFile, fetchDataset, type FetchOptions } from "./fetch.ts";
import type { StructureRow } from "./structures_file.ts";
import { rowsOf } from "./table/table.ts";

/** The drugs of a screen, on paper. */
export interface OpenedStructures {
  /** What they are, and how many were left out, for people. */
  title: string;
  /** Drugs with their mechanism, without DMSO, by mechanism and then by name. */
  compounds: Compound[];
  /** Where they were read from, for errors. */
  file: string;
  /** Drugs of another screen to compare with: CPJUMP1's, with the public data; else none. */
  others: StructureRow[];
  /** Compounds of a folder that only one of its two tables has; left out. */
  leftOut: { withoutMechanism: string[]; withoutRow: string[] };
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
 * @throws {InputError} for a folder without the tables of a screen, a table that is wrong, a compound that
 * comes twice or has two mechanisms, a download that fails.
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
  const leftOut = { withoutMechanism: [], withoutRow: [] };
  if (data === "simulated") return { title, compounds, file, others: [], leftOut };
  await fetchDataset("cpjump1-metadata", { ...options.fetch });
  const locate = options.fetch?.dir === undefined ? {} : { dir: options.fetch.dir };
  const name = "JUMP-Target-1_compound_metadata.tsv";
  const table = await readCompoundMetadata(await datasetFile("cpjump1-metadata", name, locate));
  const others = rowsOf<{ broad_sample: string; pert_iname: string; smiles: string | null }>(table)
    .filter(({ broad_sample }) => broad_sample !== "DMSO")
    .map(({ pert_iname, smiles }) => ({ name: pert_iname, smiles }));
  return { title, compounds, file, others, leftOut };
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
  const table = await readCompoundTable(file);
  const structures = rowsOf<Pick<Compound, "compound" | "smiles">>(table);
  const moaOf = await mechanisms(`${folder}/BBBC021_v1_moa.csv`);
  const compounds = structures.flatMap(({ compound, smiles }) => {
    const moa = moaOf.get(compound);
    return moa === undefined ? [] : [{ compound, smiles, moa }];
  });
  const listed = new Set(structures.map(({ compound }) => compound));
  const leftOut = {
    withoutMechanism: [...listed].filter((name) => name !== "DMSO" && !moaOf.has(name)),
    withoutRow: [...moaOf.keys()].filter((name) => name !== "DMSO" && !listed.has(name)),
  };
  const said = [
    [leftOut.withoutMechanism, "no mechanism"] as const,
    [leftOut.withoutRow, "no row in the table of compounds"] as const,
  ].filter(([names]) => names.length > 0)
    .map(([names, why]) => `${someNames(names, 3)} (${why})`);
  const title = `the drugs in ${folder}` +
    (said.length === 0 ? "" : `, but ${said.join(" and ")}`);
  return { title, compounds: sorted(compounds), file, others: [], leftOut };
}

/** The mechanism of each compound, which must be one at all its concentrations. */
async function mechanisms(file: string): Promise<Map<string, string>> {
  const moaOf = new Map<string, string>();
  for (const { compound, moa } of rowsOf<Bbbc021Moa>(await readMoaTable(file))) {
    const before = moaOf.get(compound);
    if (before !== undefined && before !== moa) {
      throw new InputError("Cannot open the structures: a compound has two mechanisms", {
        file,
        column: "moa",
        found: `${before} and ${moa} for ${compound}`,
        allowed: "one mechanism a compound, at all its concentrations",
      });
    }
    moaOf.set(compound, moa);
  }
  return moaOf;
}

function sorted(compounds: Compound[]): Compound[] {
  const order = (a: string, b: string) => a.localeCompare(b, "en");
  return compounds.filter(({ compound }) => compound !== "DMSO")
    .sort((a, b) => order(a.moa, b.moa) || order(a.compound, b.compound));
}

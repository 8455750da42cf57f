import { InputError, rowName } from "../core/errors.ts";
import { type CleanStructure, cleanStructure } from "./clean.ts";
import type { RDKit } from "./rdkit.ts";

/** A compound as it stands in a table. */
export interface NamedStructure {
  /** Name of the compound. */
  name: string;
  /** Structure as SMILES; null or empty where it is not known. */
  smiles: string | null;
}

/** What should be known about a compound's structure. */
export interface StructureNote {
  /** 1-based row in the table. */
  row: number;
  /** Name of the compound. */
  name: string;
  /** What is to be known, in words. */
  note: string;
}

/** A table of cleaned structures; each keeps its row. */
export interface Structures {
  /** Names [rows]. */
  names: string[];
  /** Cleaned SMILES, null where there is none [rows]. */
  smiles: (string | null)[];
  /** InChIKeys, null where there is none [rows]. */
  inchiKeys: (string | null)[];
  /** What was missing, left out, changed or double, in the order of the rows. */
  notes: StructureNote[];
}

/** How a table of structures is cleaned. */
export interface CleanOptions {
  /** File of the table, for errors. */
  file?: string;
  /** Column of the structures, for errors; defaults to `smiles`. */
  column?: string;
  /** Whether a bad structure is noted and taken as missing instead of ending the work; defaults to false. */
  skipBad?: boolean;
  /** Whether salts and charges stay as they are drawn; defaults to false. */
  asDrawn?: boolean;
  /** Whether InChIKeys are made, by which tautomers are found, in half of the time; defaults to true. */
  inchiKeys?: boolean;
  /** Called before each row, with how many are done; for a progress bar. */
  onRow?: (done: number, total: number) => void;
}

/**
 * Cleans a table of structures: salts go, charges are taken, missing structures stay missing, and
 * all of it is noted. Names or structures that stand there twice are noted, and kept.
 *
 * @param rdkit From `loadRDKit`.
 * @param compounds The table.
 * @param options File and column for errors; whether bad structures are skipped.
 * @throws {InputError} with file, row, column, name, text and RDKit's reason for a bad structure.
 *
 * @example
 * ```ts
 * import { loadRDKit } from "./rdkit.ts";
 * import { cleanStructures } from "./structures.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const table = [{ name: "acetate", smiles: "CC(=O)[O-].[Na+]" }, { name: "AZ-A", smiles: null }];
 * const { smiles, notes } = cleanStructures(await loadRDKit(), table);
 * assertEquals(smiles, ["CC(=O)O", null]);
 * assertEquals(notes.map(({ note }) => note), [
 *   "left out [Na+]",
 *   "took 1 charge",
 *   "no structure",
 * ]);
 * ```
 */
export function cleanStructures(
  rdkit: RDKit,
  compounds: readonly NamedStructure[],
  options: CleanOptions = {},
): Structures {
  const { skipBad = false, column = "smiles", file, inchiKeys = true, onRow } = options;
  const how = { inchiKey: inchiKeys, asDrawn: options.asDrawn ?? false };
  const notes: StructureNote[] = [];
  const firstNamed = new Map<string, number>(), seen = new Map<string, number>();
  const clean = compounds.map(({ name, smiles }, index): CleanStructure | null => {
    const row = index + 1, say = (note: string) => notes.push({ row, name, note });
    onRow?.(index, compounds.length);
    if (firstNamed.has(name)) say(`the name stands in ${rowName(firstNamed.get(name)!, file)} too`);
    else firstNamed.set(name, row);
    if (smiles === null || smiles.trim() === "") {
      say("no structure");
      return null;
    }
    try {
      const place = { ...file && { file }, row, column, name };
      const one = cleanStructure(rdkit, smiles, place, how);
      if (one.removed.length > 0) say(`left out ${one.removed.join(", ")}`);
      if (one.neutralised > 0) {
        say(`took ${one.neutralised} charge${one.neutralised === 1 ? "" : "s"}`);
      }
      noteTwins(one, { row, file }, seen, say);
      return one;
    } catch (error) {
      if (!skipBad || !(error instanceof InputError)) throw error;
      say(`bad structure: ${error.problem.hint ?? error.message}`);
      return null;
    }
  });
  return {
    names: compounds.map(({ name }) => name),
    smiles: clean.map((one) => one?.smiles ?? null),
    inchiKeys: clean.map((one) => one?.inchiKey || null),
    notes,
  };
}

function noteTwins(
  { smiles, inchiKey }: CleanStructure,
  { row, file }: { row: number; file: string | undefined },
  seen: Map<string, number>,
  say: (note: string) => void,
): void {
  const same = seen.get(smiles), kin = seen.get(inchiKey);
  if (same !== undefined) say(`the structure of ${rowName(same, file)}`);
  else if (inchiKey !== "" && kin !== undefined) say(`perhaps a tautomer of ${rowName(kin, file)}`);
  for (const key of [smiles, inchiKey]) if (key !== "" && !seen.has(key)) seen.set(key, row);
}

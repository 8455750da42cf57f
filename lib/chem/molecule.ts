import type { Mol } from "@rdkit/rdkit";
import { InputError, type InputProblem } from "../core/errors.ts";
import type { RDKit } from "./rdkit.ts";

/** Where a structure stands in the user's input, for errors. */
export interface MoleculePlace extends Pick<InputProblem, "file" | "row" | "column"> {
  /** Name of the compound. */
  name?: string;
}

/**
 * A hydrogen written as an atom of its own. Where there is none, RDKit is told to remove none, because
 * with them its JavaScript build removes the configuration of bridgehead nitrogens.
 */
const hydrogenAtom = /\[\d*(H|#1)(?![a-z\d])/;

/**
 * Reads a structure, hands RDKit's object to a function and frees it afterwards, also on error.
 *
 * @param rdkit From `loadRDKit`.
 * @param smiles The structure.
 * @param use What to do with it; the object must not be kept, and what it gives must be freed.
 * @param place Where the structure stands in the input, for errors.
 * @returns What the function returns.
 * @throws {InputError} with row, text and RDKit's reason, for an empty text, one that is no SMILES,
 * another notation (InChI, InChIKey, CXSMILES), a valence that cannot be, and a molecule that is too large
 * for RDKit's WebAssembly build.
 *
 * @example
 * ```ts
 * import { withMolecule } from "./molecule.ts";
 * import { loadRDKit } from "./rdkit.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rdkit = await loadRDKit();
 * assertEquals(withMolecule(rdkit, "OCC", (molecule) => molecule.get_smiles()), "CCO");
 * ```
 */
export function withMolecule<T>(
  rdkit: RDKit,
  smiles: string,
  use: (molecule: Mol) => T,
  place: MoleculePlace = {},
): T {
  if (smiles.trim() === "") throw unreadable(smiles, place, "It is empty");
  const other = otherNotation(smiles);
  if (other !== undefined) throw unreadable(smiles, place, other);
  const odd = smiles.match(/[^!-~]/u)?.[0];
  if (odd !== undefined) {
    throw unreadable(smiles, place, `The character ${JSON.stringify(odd)} cannot be in a SMILES`);
  }
  if (smiles.length > longest) throw tooLarge(smiles, place);
  rdkit.log.clear_buffer();
  try {
    const details = hydrogenAtom.test(smiles) ? "{}" : JSON.stringify({ removeHs: false });
    const molecule = rdkit.guard(() => rdkit.module.get_mol(smiles, details));
    if (molecule === null) throw unreadable(smiles, place, reason(rdkit.log.get_buffer()));
    try {
      return rdkit.guard(() => use(molecule));
    } finally {
      molecule.delete();
    }
  } catch (error) {
    if (!isOutOfStack(error)) throw error;
    throw tooLarge(smiles, place, error);
  }
}

/**
 * Reads a substructure to look for, hands RDKit's object to a function and frees it afterwards.
 *
 * @param rdkit From `loadRDKit`.
 * @param smarts The substructure as SMARTS.
 * @param use What to do with it; the object must not be kept.
 * @throws {InputError} for a text that is no SMARTS, with RDKit's reason.
 *
 * @example
 * ```ts
 * import { withMolecule, withPattern } from "./molecule.ts";
 * import { loadRDKit } from "./rdkit.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rdkit = await loadRDKit();
 * const match = withPattern(rdkit, "[OX2H]", (pattern) =>
 *   withMolecule(rdkit, "CCO", (molecule) => molecule.get_substruct_match(pattern)));
 * assertEquals(JSON.parse(match), { atoms: [2], bonds: [] });
 * ```
 */
export function withPattern<T>(rdkit: RDKit, smarts: string, use: (pattern: Mol) => T): T {
  rdkit.log.clear_buffer();
  const pattern = rdkit.guard(() => smarts.trim() === "" ? null : rdkit.module.get_qmol(smarts));
  if (pattern === null) {
    const said = smarts.trim() === "" ? "It is empty" : reason(rdkit.log.get_buffer());
    throw new InputError("Cannot read the substructure", {
      found: smarts,
      allowed: "a SMARTS that RDKit reads",
      hint: said,
    });
  }
  try {
    return use(pattern);
  } finally {
    pattern.delete();
  }
}

/** What a text is that people put where a SMILES belongs, and what to do; undefined for a SMILES. */
function otherNotation(text: string): string | undefined {
  if (/^\s*InChI=/i.test(text)) {
    return "It is an InChI: convert it first, with Chem.MolFromInchi and Chem.MolToSmiles of Python's RDKit";
  }
  if (/^\s*[A-Z]{14}-[A-Z]{10}-[A-Z]\s*$/.test(text)) {
    return "It is an InChIKey, which holds no structure: look its SMILES up, in PubChem for example";
  }
  if (/^\S+\s+\|.*\|/s.test(text)) {
    return "It is a CXSMILES: only what stands before the first | and its space is a SMILES";
  }
  if (/^\S+\s+\S/.test(text)) {
    return "There is more after a space, perhaps a name: only what stands before it is a SMILES";
  }
  return undefined;
}

/** Characters above which RDKit works for a minute before it runs out of stack. */
const longest = 10_000;

function tooLarge(smiles: string, place: MoleculePlace, cause?: unknown): InputError {
  const hint = `It is too large for RDKit's WebAssembly build: ${smiles.length} characters`;
  return unreadable(smiles, place, hint, cause);
}

function isOutOfStack(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError ||
    error instanceof RangeError && error.message.startsWith("Maximum call stack");
}

function unreadable(smiles: string, place: MoleculePlace, hint: string, cause?: unknown) {
  const { name, ...where } = place;
  const found = smiles.length > 80 ? `${smiles.slice(0, 77)}…` : smiles;
  const what = name === undefined ? "Cannot read the structure" : `Cannot read ${name}`;
  const allowed = "a SMILES that RDKit reads";
  return new InputError(what, { ...where, found, allowed, hint, ...cause ? { cause } : {} });
}

/** RDKit's first and last word, without the time and the picture of the place. */
function reason(log: string): string {
  const lines = log.split("\n")
    .map((line) => line.replace(/^\[[\d:]+\] /, "").replace(/ for input: .*$/, "").trim())
    .filter((line) =>
      /^[A-Z][\w']+ .{8}/.test(line) && !/^SMI?L?E?S? Parse Error: Failed/.test(line)
    );
  const said = [...new Set(lines)].slice(0, 2).join(", ");
  return said === "" ? "RDKit gives no reason" : `RDKit says: ${said.replaceAll(/\s+/g, " ")}`;
}

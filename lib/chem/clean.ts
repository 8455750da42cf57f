import type { Mol } from "@rdkit/rdkit";
import { type MoleculePlace, withMolecule } from "./molecule.ts";
import { type MoleculeGraph, moleculeGraph } from "./molecule_graph.ts";
import type { RDKit } from "./rdkit.ts";

/** A structure without its salt and without charges that hydrogens can take. */
export interface CleanStructure {
  /** The molecule that is left, as RDKit's canonical SMILES. */
  smiles: string;
  /** Its standard InChIKey, the same for most tautomers; empty where InChI does not take it. */
  inchiKey: string;
  /** Fragments that were left out, as SMILES. */
  removed: string[];
  /** Atoms whose charge was taken. */
  neutralised: number;
}

/**
 * Cleans a structure: the largest fragment is kept, its charges are taken where that needs nothing
 * but hydrogens, and it is written in one way.
 *
 * Largest means: with carbon before without, then more atoms (hydrogens count), then heavier, as
 * RDKit's `LargestFragmentChooser`. A charge stays where its atom has no hydrogen to give
 * (quaternary nitrogen) or a neighbour of opposite charge (nitro group), and on aromatic carbon.
 *
 * Tautomers are left as drawn, because RDKit's JavaScript build has no canonical one: two drawings of
 * one compound may differ in every fingerprint. Their InChIKey is mostly the same.
 *
 * @param rdkit From `loadRDKit`.
 * @param smiles The structure.
 * @param place Where it stands in the input, for errors.
 * @throws {InputError} with row, text and RDKit's reason for a structure that cannot be read.
 *
 * @example
 * ```ts
 * import { cleanStructure } from "./clean.ts";
 * import { loadRDKit } from "./rdkit.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { smiles, removed, neutralised } = cleanStructure(await loadRDKit(), "[Na+].[O-]C(C)=O");
 * assertEquals([smiles, removed, neutralised], ["CC(=O)O", ["[Na+]"], 1]);
 * ```
 */
export function cleanStructure(
  rdkit: RDKit,
  smiles: string,
  place: MoleculePlace = {},
): CleanStructure {
  const { kept, removed } = withMolecule(rdkit, smiles, largestFragment, place);
  const charged = withMolecule(rdkit, kept, (molecule) => chargesToTake(moleculeGraph(molecule)));
  return withMolecule(rdkit, takeCharges(kept, charged), (molecule) => {
    const inchi = molecule.get_inchi();
    const inchiKey = inchi === "" ? "" : rdkit.module.get_inchikey_for_inchi(inchi);
    return { smiles: molecule.get_smiles(), inchiKey, removed, neutralised: charged.length };
  }, place);
}

/** The fragment that is kept and the others, as SMILES. */
function largestFragment(molecule: Mol): { kept: string; removed: string[] } {
  const { molList } = molecule.get_frags();
  try {
    const fragments = Array.from({ length: molList.size() }, (_, index) => {
      const fragment = molList.at(index);
      try {
        return { ...size(fragment), smiles: fragment.get_smiles() };
      } finally {
        fragment.delete();
      }
    });
    const [kept = "", ...removed] = fragments.sort((a, b) =>
      Number(b.organic) - Number(a.organic) || b.atoms - a.atoms || b.weight - a.weight ||
      (a.smiles < b.smiles ? -1 : 1)
    ).map((fragment) => fragment.smiles);
    return { kept, removed };
  } finally {
    molList.delete();
  }
}

function size(fragment: Mol): { organic: boolean; atoms: number; weight: number } {
  const { atoms, atomicNumber, hydrogens } = moleculeGraph(fragment);
  const { amw } = JSON.parse(fragment.get_descriptors()) as { amw: number };
  return {
    organic: atomicNumber.includes(6),
    atoms: hydrogens.reduce((sum, count) => sum + count, atoms),
    weight: Math.round(amw * 1000),
  };
}

function chargesToTake(graph: MoleculeGraph): number[] {
  const { atomicNumber, aromatic, charge, hydrogens, start, neighbour } = graph;
  return [...charge.keys()].filter((atom) => {
    const own = charge[atom]!;
    if (Math.abs(own) !== 1 || own === 1 && hydrogens[atom] === 0) return false;
    if (aromatic[atom] === 1 && atomicNumber[atom] === 6) return false;
    const around = neighbour.subarray(start[atom], start[atom + 1]);
    return !around.some((other) => charge[other]! * own < 0);
  });
}

/** Each atom of a SMILES, in order. */
const atomText = /\[[^\]]*\]|Br|Cl|[BCNOPSFI]|[bcnops]|\*/g;
/** An atom in brackets: what stands before hydrogens and charge, both of them, and a number after. */
const bracketText = /^\[(\d*[A-Za-z][a-z]?(?:@[A-Z\d]*|@@)?)(?:H(\d*))?([+-])(:\d+)?\]$/;

/**
 * The SMILES with the charges of some atoms taken. The text is changed and not RDKit's object,
 * because its JavaScript build has no function for that, and loses double bonds' configuration on
 * the way through JSON.
 */
function takeCharges(smiles: string, atoms: readonly number[]): string {
  let atom = -1;
  return smiles.replaceAll(atomText, (text) => {
    if (!atoms.includes(++atom)) return text;
    const [, before, digits, sign, after = ""] = text.match(bracketText) ?? [];
    const had = digits === undefined ? 0 : digits === "" ? 1 : Number(digits);
    const hydrogens = had + (sign === "-" ? 1 : -1);
    return `[${before}${hydrogens === 0 ? "" : `H${hydrogens}`}${after}]`;
  });
}

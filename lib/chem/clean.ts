import type { Mol } from "@rdkit/rdkit";
import { atomMasses } from "./atom_masses.ts";
import { type MoleculePlace, withMolecule } from "./molecule.ts";
import { type MoleculeGraph, moleculeGraph } from "./molecule_graph.ts";
import type { RDKit } from "./rdkit.ts";

/** A structure without its salt and without charges that hydrogens can take. */
export interface CleanStructure {
  /** The molecule that is left, as RDKit's canonical SMILES. */
  smiles: string;
  /** Its standard InChIKey, the same for most tautomers; empty above 300 atoms, where InChI does not take it, and where it was not wanted. */
  inchiKey: string;
  /** Fragments that were left out, as SMILES. */
  removed: string[];
  /** Atoms whose charge was taken. */
  neutralised: number;
}

/** What of a structure is worked out. */
export interface CleanStructureOptions {
  /** Whether the InChIKey is made, which takes half of the time; defaults to true. */
  inchiKey?: boolean;
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
 * @param options Whether the InChIKey is made.
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
  options: CleanStructureOptions = {},
): CleanStructure {
  const whole = withMolecule(rdkit, smiles, (molecule) => molecule.get_smiles(), place);
  const { kept, removed } = whole.includes(".")
    ? withMolecule(rdkit, whole, (molecule) => largestFragment(rdkit, molecule), place)
    : { kept: whole, removed: [] };
  const charged = chargeText.test(kept)
    ? withMolecule(rdkit, kept, (molecule) => chargesToTake(moleculeGraph(molecule)), place)
    : [];
  const { inchiKey: wanted = true } = options;
  const neutralised = charged.length;
  if (!wanted && neutralised === 0) return { smiles: kept, inchiKey: "", removed, neutralised };
  return withMolecule(rdkit, takeCharges(kept, charged), (molecule) => {
    const inchi = wanted && molecule.get_num_atoms() <= largestKeyed ? molecule.get_inchi() : "";
    const inchiKey = inchi === "" ? "" : rdkit.module.get_inchikey_for_inchi(inchi);
    return { smiles: molecule.get_smiles(), inchiKey, removed, neutralised };
  }, place);
}

/** Atoms above which InChI takes seconds for one molecule. */
const largestKeyed = 300;

/** A charge at the end of an atom in brackets. */
const chargeText = /[+-]\d*(:\d+)?\]/;

/** The fragment that is kept and the others, as SMILES. */
function largestFragment(rdkit: RDKit, molecule: Mol): { kept: string; removed: string[] } {
  const { molList } = molecule.get_frags();
  try {
    const fragments = Array.from({ length: molList.size() }, (_, index) => {
      const fragment = molList.at(index);
      try {
        return { ...size(rdkit, fragment), smiles: fragment.get_smiles() };
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

/** What fragments are chosen by; the weight is rounded, because sums in another order differ. */
function size(
  rdkit: RDKit,
  fragment: Mol,
): { organic: boolean; atoms: number; weight: number } {
  const graph = moleculeGraph(fragment), hydrogen = 1.008;
  const hydrogens = graph.hydrogens.reduce((sum, count) => sum + count, 0);
  const weight = atomMasses(rdkit, graph).reduce((sum, mass) => sum + mass, hydrogens * hydrogen);
  return {
    organic: graph.atomicNumber.includes(6),
    atoms: graph.atoms + hydrogens,
    weight: Math.round(weight * 1000),
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

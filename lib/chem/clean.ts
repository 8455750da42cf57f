import type { Mol } from "@rdkit/rdkit";
import { atomMasses } from "./atom_masses.ts";
import { type MoleculePlace, withMolecule } from "./molecule.ts";
import { type MoleculeGraph, moleculeGraph } from "./molecule_graph.ts";
import type { RDKit } from "./rdkit.ts";
import { saltFormers } from "./salt_formers.ts";

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
  /** Whether salts and charges stay as they are drawn; defaults to false. */
  asDrawn?: boolean;
  /** Whether the InChIKey is made, which takes half of the time; defaults to true. */
  inchiKey?: boolean;
}

/**
 * Cleans a structure: the largest fragment that is no usual counter-ion is kept, its charges are taken
 * where that needs nothing but hydrogens, and it is written in one way.
 *
 * Counter-ions come first, because many are larger than the drug (pamoate, meglumine, stearate), and
 * different drugs would become one compound: the counter-ion. Largest means: with carbon before
 * without, then more atoms (hydrogens count), then heavier, as RDKit's `LargestFragmentChooser`. Where
 * all parts with carbon are in `saltFormers`, the largest of them is kept.
 *
 * A charge stays where its atom has no hydrogen to give (quaternary nitrogen) or a neighbour of opposite
 * charge (nitro group), on aromatic carbon, and on an atom that has all its bonds (borate). Beside
 * positive charges that stay as many negative ones stay, so that an inner salt (betaine) is as neutral
 * as it was.
 *
 * Tautomers are left as drawn, because RDKit's JavaScript build has no canonical one: two drawings of
 * one compound may differ in every fingerprint. Their InChIKey is mostly the same.
 *
 * @param rdkit From `loadRDKit`.
 * @param smiles The structure.
 * @param place Where it stands in the input, for errors.
 * @param options Whether anything is taken away, and whether the InChIKey is made.
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
  const { inchiKey: wanted = true, asDrawn = false } = options;
  const whole = withMolecule(rdkit, smiles, (molecule) => molecule.get_smiles(), place);
  const { kept, removed } = !asDrawn && whole.includes(".")
    ? withMolecule(rdkit, whole, (molecule) => chosenFragment(rdkit, molecule, place), place)
    : { kept: whole, removed: [] };
  const { text, taken } = asDrawn ? { text: kept, taken: 0 } : neutral(rdkit, kept, place);
  if (!wanted && taken === 0) return { smiles: kept, inchiKey: "", removed, neutralised: taken };
  return withMolecule(rdkit, text, (molecule) => {
    const inchi = wanted && molecule.get_num_atoms() <= largestKeyed ? molecule.get_inchi() : "";
    const inchiKey = inchi === "" ? "" : rdkit.module.get_inchikey_for_inchi(inchi);
    return { smiles: molecule.get_smiles(), inchiKey, removed, neutralised: taken };
  }, place);
}

/** Atoms above which InChI takes seconds for one molecule. */
const largestKeyed = 300;

/** A charge at the end of an atom in brackets. */
const chargeText = /[+-]\d*(:\d+)?\]/;

/** A structure without the charges that hydrogens can take, and how many these are. */
function neutral(
  rdkit: RDKit,
  smiles: string,
  place: MoleculePlace,
): { text: string; taken: number } {
  if (!chargeText.test(smiles)) return { text: smiles, taken: 0 };
  const charged = withMolecule(
    rdkit,
    smiles,
    (molecule) => chargesToTake(moleculeGraph(molecule)),
    place,
  );
  return { text: takeCharges(smiles, charged), taken: charged.length };
}

const knownSaltFormers = new Set(Object.values(saltFormers));

/** Whether a fragment is a usual counter-ion or solvent, whatever its charge and configuration. */
function isSaltFormer(rdkit: RDKit, smiles: string, place: MoleculePlace): boolean {
  const flat = JSON.stringify({ doIsomericSmiles: false });
  const { text } = neutral(rdkit, smiles, place);
  return withMolecule(rdkit, text, (one) => knownSaltFormers.has(one.get_smiles(flat)), place);
}

/** The fragment that is kept and the others, as SMILES. */
function chosenFragment(
  rdkit: RDKit,
  molecule: Mol,
  place: MoleculePlace,
): { kept: string; removed: string[] } {
  const { molList } = molecule.get_frags();
  try {
    const fragments = Array.from({ length: molList.size() }, (_, index) => {
      const fragment = molList.at(index);
      try {
        const smiles = fragment.get_smiles(), own = size(rdkit, fragment);
        return { ...own, smiles, drug: own.organic && !isSaltFormer(rdkit, smiles, place) };
      } finally {
        fragment.delete();
      }
    });
    const [kept = "", ...removed] = fragments.sort((a, b) =>
      Number(b.drug) - Number(a.drug) || Number(b.organic) - Number(a.organic) ||
      b.atoms - a.atoms || b.weight - a.weight ||
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

/** Bonds that atoms without a charge have at most, by atomic number, where a negative one may have more. */
const mostBonds: Readonly<Record<number, number>> = {
  ...{ 5: 3, 13: 3, 31: 3, 14: 4, 32: 4, 50: 4, 15: 5, 33: 5, 51: 5 },
};

function chargesToTake(graph: MoleculeGraph): number[] {
  const { atomicNumber, aromatic, charge, hydrogens, start, neighbour } = graph;
  const around = (atom: number) => neighbour.subarray(start[atom], start[atom + 1]);
  const balanced = (atom: number) => around(atom).some((o) => charge[o]! * charge[atom]! < 0);
  const taken = [...charge.keys()].filter((atom) => {
    const own = charge[atom]!;
    if (Math.abs(own) !== 1 || own === 1 && hydrogens[atom] === 0) return false;
    if (own === -1 && bondsOf(graph, atom) >= (mostBonds[atomicNumber[atom]!] ?? Infinity)) {
      return false;
    }
    if (aromatic[atom] === 1 && atomicNumber[atom] === 6) return false;
    return !balanced(atom);
  });
  // As many negative charges stay as there are positive ones that cannot go: the strongest acids'.
  const fixed = [...charge.keys()].filter((atom) =>
    charge[atom]! > 0 && !taken.includes(atom) && !balanced(atom)
  ).reduce((sum, atom) => sum + charge[atom]!, 0);
  const strength = (atom: number) => Math.max(0, ...around(atom).map((o) => acidity(graph, o)));
  const kept = taken.filter((atom) => charge[atom] === -1)
    .sort((a, b) => strength(b) - strength(a) || a - b).slice(0, fixed);
  return taken.filter((atom) => !kept.includes(atom));
}

/** How acid the hydrogen of a neighbour is: on phosphorus or sulphur 2, on a carbonyl's carbon 1. */
function acidity(
  { atomicNumber, start, neighbourBond, order }: MoleculeGraph,
  atom: number,
): number {
  if (atomicNumber[atom] === 15 || atomicNumber[atom] === 16) return 2;
  const bonds = neighbourBond.subarray(start[atom], start[atom + 1]);
  return atomicNumber[atom] === 6 && bonds.some((bond) => order[bond] === 2) ? 1 : 0;
}

/** Bonds of an atom, double ones twice, and its hydrogens. */
function bondsOf({ hydrogens, start, neighbourBond, order }: MoleculeGraph, atom: number): number {
  return neighbourBond.subarray(start[atom], start[atom + 1])
    .reduce((sum, bond) => sum + order[bond]!, hydrogens[atom]!);
}

/** Each atom of a SMILES, in order. */
const atomText = /\[[^\]]*\]|Br|Cl|[BCNOPSFI]|[bcnops]|\*/g;
/** An atom in brackets: what stands before hydrogens and charge, both of them, and a number after. */
const bracketText = /^\[(\d*[A-Za-z][a-z]?(?:@@|@(?:[A-Z]{2}\d+)?)?)(?:H(\d*))?([+-])(:\d+)?\]$/;
/** Digits of rings that open or close at an atom, with the bonds before them. */
const ringText = /^(?:[=#$:/\\-]?(?:\d|%\d\d))*/;

/**
 * The SMILES with the charges of some atoms taken. The text is changed and not RDKit's object,
 * because its JavaScript build has no function for that, and loses double bonds' configuration on
 * the way through JSON.
 */
function takeCharges(smiles: string, atoms: readonly number[]): string {
  let atom = -1;
  return smiles.replaceAll(atomText, (text, at: number) => {
    if (!atoms.includes(++atom)) return text;
    const [, before = "", digits, sign, after = ""] = text.match(bracketText) ?? [];
    const had = digits === undefined ? 0 : digits === "" ? 1 : Number(digits);
    const hydrogens = had + (sign === "-" ? 1 : -1);
    // The only hydrogen of a centre stands for a neighbour at its place in the text. Where it goes, the
    // others are read in another order if the atom begins the text or has one ring bond, and not for both.
    const loses = hydrogens === 0 && had === 1 && /[^@]@@?$/.test(before);
    const rings = smiles.slice(at + text.length).match(ringText)![0].match(/%\d\d|\d/g)?.length;
    const turned = loses && (rings === 1) !== (atom === 0);
    const mark = !turned ? before : before.endsWith("@@") ? before.slice(0, -1) : `${before}@`;
    return `[${mark}${hydrogens === 0 ? "" : `H${hydrogens}`}${after}]`;
  });
}

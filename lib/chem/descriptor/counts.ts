import type { Mol } from "@rdkit/rdkit";
import type { MoleculeGraph } from "../molecule_graph.ts";
import { outerElectrons } from "./elements.ts";

/** Names in RDKit's Python package, by those in its JavaScript package where they differ. */
const otherNames: Readonly<Record<string, string>> = {
  exactmw: "ExactMolWt",
  amw: "MolWt",
  lipinskiHBA: "NOCount",
  lipinskiHBD: "NHOHCount",
  NumHBD: "NumHDonors",
  NumHBA: "NumHAcceptors",
  NumHeavyAtoms: "HeavyAtomCount",
  NumRings: "RingCount",
  labuteASA: "LabuteASA",
  tpsa: "TPSA",
  CrippenClogP: "MolLogP",
  CrippenMR: "MolMR",
  hallKierAlpha: "HallKierAlpha",
};

/**
 * What RDKit's JavaScript package computes itself, under the names of its Python package: counts of
 * rings and of heteroatoms, MolWt, TPSA, MolLogP, Chi0v and its kin, Kappa1 to Kappa3, Phi, …
 *
 * @param molecule RDKit's object, still alive.
 *
 * @example
 * ```ts
 * import { withMolecule } from "../molecule.ts";
 * import { loadRDKit } from "../rdkit.ts";
 * import { builtInDescriptors } from "./counts.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { TPSA } = withMolecule(await loadRDKit(), "CCO", builtInDescriptors);
 * assertEquals(TPSA, 20.23);
 * ```
 */
export function builtInDescriptors(molecule: Mol): Record<string, number> {
  const found: Record<string, number> = {};
  const computed = JSON.parse(molecule.get_descriptors()) as Record<string, number>;
  for (const [name, value] of Object.entries(computed)) {
    // Counts hydrogens too, and the Python package has no such descriptor.
    if (name === "NumAtoms") continue;
    const known = otherNames[name] ?? name.replace(/^chi|^kappa/, (start) => capital(start));
    found[known] = value;
  }
  for (const kind of ["Aliphatic", "Aromatic", "Saturated"]) {
    const rings = found[`Num${kind}Rings`]!, mixed = found[`Num${kind}Heterocycles`]!;
    found[`Num${kind}Carbocycles`] = rings - mixed;
  }
  return found;
}

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}

/**
 * Counts over the atoms: valence and unpaired electrons, and the weight without hydrogens, u.
 *
 * @param graph The molecule.
 * @param mass Mass of each atom, hydrogens that are no atoms of their own left out [atoms], u.
 *
 * @example
 * ```ts
 * import { withMolecule } from "../molecule.ts";
 * import { moleculeGraph } from "../molecule_graph.ts";
 * import { loadRDKit } from "../rdkit.ts";
 * import { atomCounts } from "./counts.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const methyl = withMolecule(await loadRDKit(), "[CH3]", moleculeGraph);
 * assertEquals(atomCounts(methyl, [12.011]), {
 *   HeavyAtomMolWt: 12.011,
 *   NumValenceElectrons: 7,
 *   NumRadicalElectrons: 1,
 * });
 * ```
 */
export function atomCounts(graph: MoleculeGraph, mass: ArrayLike<number>) {
  const { atoms, atomicNumber, charge, hydrogens, radicals } = graph;
  let weight = 0, valence = 0, unpaired = 0;
  for (let atom = 0; atom < atoms; atom++) {
    const element = atomicNumber[atom]!;
    if (element !== 1) weight += mass[atom]!;
    valence += outerElectrons[element]! - charge[atom]! + hydrogens[atom]!;
    unpaired += radicals[atom]!;
  }
  return { HeavyAtomMolWt: weight, NumValenceElectrons: valence, NumRadicalElectrons: unpaired };
}

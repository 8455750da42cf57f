import { type MoleculePlace, withMolecule } from "./molecule.ts";
import { type MoleculeGraph, moleculeGraph } from "./molecule_graph.ts";
import type { RDKit } from "./rdkit.ts";
import { sketchOf, writeSketch } from "./sketch.ts";

/**
 * The Bemis-Murcko scaffold of a molecule: its rings, the chains between them, and atoms that a
 * double bond ties to either, as in RDKit's `MurckoScaffold` without chirality.
 *
 * Source: G. W. Bemis and M. A. Murcko, Journal of Medicinal Chemistry 39, 2887 (1996).
 *
 * @param rdkit From `loadRDKit`.
 * @param smiles The structure.
 * @param place Where it stands in the input, for errors.
 * @returns RDKit's canonical SMILES; empty for a molecule without a ring.
 * @throws {InputError} for a structure that cannot be read.
 *
 * @example
 * ```ts
 * import { loadRDKit } from "./rdkit.ts";
 * import { murckoScaffold } from "./scaffold.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rdkit = await loadRDKit();
 * assertEquals(murckoScaffold(rdkit, "CC(=O)Oc1ccccc1C(=O)O"), "c1ccccc1");
 * assertEquals(murckoScaffold(rdkit, "CCO"), "");
 * ```
 */
export function murckoScaffold(rdkit: RDKit, smiles: string, place: MoleculePlace = {}): string {
  const text = withMolecule(rdkit, smiles, (molecule) => {
    const graph = moleculeGraph(molecule);
    return graph.rings.length === 0 ? "" : writeSketch(sketchOf(graph, scaffoldAtoms(graph)));
  }, place);
  return text === "" ? "" : withMolecule(rdkit, text, (scaffold) => scaffold.get_smiles(), place);
}

/** 1 for each atom of the scaffold [atoms]. */
function scaffoldAtoms(graph: MoleculeGraph): Uint8Array {
  const { atoms, start, neighbour, neighbourBond, order, aromaticBond } = graph;
  const ring = new Uint8Array(atoms), keep = new Uint8Array(atoms).fill(1);
  for (const members of graph.rings) for (const atom of members) ring[atom] = 1;
  // Ends of chains fall away one after the other until only what joins two rings is left.
  const degree = Int32Array.from(ring, (_, atom) => start[atom + 1]! - start[atom]!);
  const ends = [...degree.keys()].filter((atom) => ring[atom] === 0 && degree[atom]! <= 1);
  while (ends.length > 0) {
    const atom = ends.pop()!;
    keep[atom] = 0;
    for (const other of neighbour.subarray(start[atom], start[atom + 1])) {
      if (--degree[other]! === 1 && ring[other] === 0 && keep[other] === 1) ends.push(other);
    }
  }
  const core = keep.slice();
  for (let atom = 0; atom < atoms; atom++) {
    if (core[atom] === 1) continue;
    for (let slot = start[atom]!; slot < start[atom + 1]!; slot++) {
      const bond = neighbourBond[slot]!;
      const double = order[bond] === 2 && aromaticBond[bond] === 0;
      if (double && core[neighbour[slot]!] === 1) keep[atom] = 1;
    }
  }
  return keep;
}

import type { Mol } from "@rdkit/rdkit";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { withMolecule } from "../../../lib/chem/molecule.ts";
import { type MoleculeGraph, moleculeGraph } from "../../../lib/chem/molecule_graph.ts";
import { loadRDKit } from "../../../lib/chem/rdkit.ts";
import parts from "./fixtures/parts.json" with { type: "json" };

export const rdkit = await loadRDKit();

/** What Python RDKit finds in a small molecule, atom after atom. */
export type Part = (typeof parts.molecules)[number];

/** The graph of a structure. */
export function graphOf(smiles: string): MoleculeGraph {
  return withMolecule(rdkit, smiles, moleculeGraph);
}

/** Runs a comparison on every molecule of the fixture. */
export function forEachPart(compare: (part: Part, graph: MoleculeGraph, molecule: Mol) => void) {
  for (const part of parts.molecules) {
    withMolecule(
      rdkit,
      part.smiles,
      (molecule) => compare(part, moleculeGraph(molecule), molecule),
    );
  }
}

/** Asserts that numbers are those of Python RDKit, NaN where that has none. */
export function assertSame(
  found: ArrayLike<number>,
  expected: readonly (number | null)[],
  smiles: string,
) {
  assertEquals(found.length, expected.length, smiles);
  for (const [i, value] of expected.entries()) {
    if (value === null) assertEquals(found[i], NaN, `${smiles}, ${i}`);
    else assertAlmostEquals(found[i] as number, value, 1e-8 * Math.max(1, Math.abs(value)), smiles);
  }
}

import { assertEquals } from "@std/assert";
import { withMolecule } from "../../lib/chem/molecule.ts";
import { moleculeGraph } from "../../lib/chem/molecule_graph.ts";
import { loadRDKit } from "../../lib/chem/rdkit.ts";

const rdkit = await loadRDKit();
const graph = (smiles: string) => withMolecule(rdkit, smiles, moleculeGraph);

Deno.test("moleculeGraph() gives charges, hydrogens, isotopes and radicals", () => {
  const { atomicNumber, charge, hydrogens, isotope, radicals } = graph("[2H]C[NH3+].[O-].[CH3]");
  assertEquals([...atomicNumber], [1, 6, 7, 8, 6]);
  assertEquals([...charge], [0, 0, 1, -1, 0]);
  assertEquals([...hydrogens], [0, 2, 3, 0, 3]);
  assertEquals([...isotope], [2, 0, 0, 0, 0]);
  assertEquals([...radicals], [0, 0, 0, 1, 1]);
});

Deno.test("moleculeGraph() gives aromatic atoms and bonds beside Kekulé orders", () => {
  const { aromatic, aromaticBond, order, rings } = graph("Cc1ccccc1");
  assertEquals([...aromatic], [0, 1, 1, 1, 1, 1, 1]);
  assertEquals([...aromaticBond], [0, 1, 1, 1, 1, 1, 1]);
  assertEquals([...order].toSorted(), [1, 1, 1, 1, 2, 2, 2]);
  assertEquals(rings.map((ring) => [...ring].toSorted()), [[1, 2, 3, 4, 5, 6]]);
});

Deno.test("moleculeGraph() lists each atom's neighbours with the bonds to them", () => {
  const { start, neighbour, neighbourBond } = graph("CC(N)O");
  assertEquals([...start], [0, 1, 4, 5, 6]);
  assertEquals([...neighbour], [1, 0, 2, 3, 1, 1]);
  assertEquals([...neighbourBond], [0, 0, 1, 2, 1, 2]);
});

Deno.test("moleculeGraph() gives stereo of atoms and double bonds", () => {
  const { cip, stereo, bondStereo } = graph("C[C@H](N)/C=C/F");
  assertEquals(cip[1], "S");
  assertEquals(stereo[1] === "cw" || stereo[1] === "ccw", true);
  assertEquals(bondStereo.filter((kind) => kind !== ""), ["trans"]);
});

Deno.test("moleculeGraph() takes a single atom, and a dative bond of a metal", () => {
  assertEquals(graph("[Na+]").bonds, 0);
  assertEquals([...graph("[NH3][Pt]([NH3])(Cl)Cl").order], [17, 17, 1, 1]);
});

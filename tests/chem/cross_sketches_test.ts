import { assert, assertEquals } from "@std/assert";
import { crossSketches } from "../../lib/chem/cross_sketches.ts";
import { withMolecule } from "../../lib/chem/molecule.ts";
import { moleculeGraph } from "../../lib/chem/molecule_graph.ts";
import { loadRDKit } from "../../lib/chem/rdkit.ts";
import { type Sketch, sketchOf, writeSketch } from "../../lib/chem/sketch.ts";
import { Random } from "../../lib/core/random.ts";

const rdkit = await loadRDKit();
const sketchFor = (smiles: string) => sketchOf(withMolecule(rdkit, smiles, moleculeGraph));
const read = (sketch: Sketch) =>
  withMolecule(rdkit, writeSketch(sketch), (molecule) => molecule.get_smiles());

Deno.test("crossSketches() joins a piece of each, which RDKit reads", () => {
  const random = new Random(2), children = new Set<string>();
  for (let i = 0; i < 50; i++) {
    const child = crossSketches(sketchFor("CCc1ccccc1"), sketchFor("OC1CCNCC1"), random)!;
    children.add(read(child));
  }
  assert(children.has("c1ccc(C2CCNCC2)cc1"));
  assert([...children].every((smiles) => !smiles.includes(".")));
});

Deno.test("crossSketches() gives nothing where a molecule has no bond to cut", () => {
  assertEquals(crossSketches(sketchFor("c1ccccc1"), sketchFor("CCO"), new Random(1)), undefined);
});

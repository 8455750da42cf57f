import { assert, assertEquals } from "@std/assert";
import { editSketch, sketchEdits } from "../../lib/chem/edit_sketch.ts";
import { withMolecule } from "../../lib/chem/molecule.ts";
import { moleculeGraph } from "../../lib/chem/molecule_graph.ts";
import { loadRDKit } from "../../lib/chem/rdkit.ts";
import { type Sketch, sketchOf, writeSketch } from "../../lib/chem/sketch.ts";
import { Random } from "../../lib/core/random.ts";

const rdkit = await loadRDKit();
const drugs = [
  "CC(=O)Oc1ccccc1C(=O)O",
  "Cn1c(=O)c2c(ncn2C)n(C)c1=O",
  "CN1CCC[C@H]1c1cccnc1",
  "C[N+](C)(C)CCO",
  "OB(O)c1ccc(S(N)(=O)=O)cc1",
];
const sketchFor = (smiles: string) => sketchOf(withMolecule(rdkit, smiles, moleculeGraph));
const read = (sketch: Sketch) =>
  withMolecule(rdkit, writeSketch(sketch), (molecule) => ({
    smiles: molecule.get_smiles(),
    graph: moleculeGraph(molecule),
  }));

Deno.test("editSketch() gives molecules that RDKit reads, without radicals or small rings", () => {
  const random = new Random(1);
  let made = 0;
  for (const smiles of drugs) {
    const parent = sketchFor(smiles), before = structuredClone(parent);
    for (let i = 0; i < 120; i++) {
      const child = editSketch(parent, random);
      if (child === undefined) continue;
      const { graph, smiles: found } = read(child);
      made++;
      assertEquals(graph.radicals.some((count) => count > 0), false, found);
      assert(!found.includes("."), found);
      assert(graph.rings.every((ring) => ring.length === 5 || ring.length === 6), found);
      const charge = (list: Iterable<number>) => [...list].reduce((sum, one) => sum + one, 0);
      assertEquals(charge(graph.charge), charge(parent.atoms.map((atom) => atom.charge)), found);
    }
    assertEquals(parent, before);
  }
  assert(made > 200, `${made}`);
});

Deno.test("every edit can be done to some molecule, and changes it", () => {
  for (const [name, edit] of Object.entries(sketchEdits)) {
    const random = new Random(3), found = new Set<string>();
    for (let i = 0; i < 60; i++) {
      const sketch = sketchFor("CC1CCC(=O)NC1CCCCO");
      if (edit(sketch, random)) found.add(read(sketch).smiles);
    }
    found.delete("CC1CCC(=O)NC1CCCCO");
    assert(found.size > 0, name);
  }
});

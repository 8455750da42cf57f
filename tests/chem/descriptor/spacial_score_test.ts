import { assertEquals } from "@std/assert";
import { hybridisation } from "../../../lib/chem/descriptor/hybridisation.ts";
import { spacialScore } from "../../../lib/chem/descriptor/spacial_score.ts";
import { withMolecule } from "../../../lib/chem/molecule.ts";
import { moleculeGraph } from "../../../lib/chem/molecule_graph.ts";
import { assertSame, forEachPart, rdkit } from "./parts.ts";

const scoreOf = (smiles: string) =>
  withMolecule(rdkit, smiles, (molecule) => {
    const graph = moleculeGraph(molecule);
    return spacialScore(rdkit, molecule, graph, hybridisation(rdkit, molecule, graph.atoms));
  });

Deno.test("spacialScore() is that of Python RDKit, with centres that depend on others", () => {
  forEachPart(({ smiles, spacial }) => assertSame([scoreOf(smiles)], [spacial], smiles));
});

Deno.test("spacialScore() does not tell given from open stereochemistry", () => {
  assertEquals(scoreOf("C[C@H](F)/C=C/Br"), scoreOf("CC(F)C=CBr"));
});

Deno.test("spacialScore() of hydrogen is NaN, and RDKit keeps its way to see stereochemistry", () => {
  assertEquals(scoreOf("[H][H]"), NaN);
  const before = rdkit.module.use_legacy_stereo_perception(true);
  rdkit.module.use_legacy_stereo_perception(before);
  assertEquals(before, true);
});

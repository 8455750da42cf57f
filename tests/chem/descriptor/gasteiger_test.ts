import { assertAlmostEquals, assertEquals } from "@std/assert";
import { gasteigerCharges } from "../../../lib/chem/descriptor/gasteiger.ts";
import { hybridisation } from "../../../lib/chem/descriptor/hybridisation.ts";
import { withMolecule } from "../../../lib/chem/molecule.ts";
import { moleculeGraph } from "../../../lib/chem/molecule_graph.ts";
import { assertSame, forEachPart, rdkit } from "./parts.ts";

const chargesOf = (smiles: string) =>
  withMolecule(rdkit, smiles, (molecule) => {
    const graph = moleculeGraph(molecule);
    return gasteigerCharges(graph, hybridisation(rdkit, molecule, graph.atoms));
  });

Deno.test("gasteigerCharges() are those of Python RDKit", () => {
  forEachPart(({ smiles, charges }) => assertSame(chargesOf(smiles).charges, charges, smiles));
});

Deno.test("gasteigerCharges() divides the charge of a carboxylate between its oxygens", () => {
  const { charges } = chargesOf("CC(=O)[O-]");
  assertAlmostEquals(charges[2] as number, charges[3] as number, 1e-12);
});

Deno.test("gasteigerCharges() says where a metal has no parameters, NaN only where it is bonded", () => {
  const bonded = chargesOf("N[Pt](N)(Cl)Cl"), lone = chargesOf("[Na+].[Cl-]");
  assertEquals([...bonded.charges], [NaN, NaN, NaN, NaN, NaN]);
  assertEquals([...lone.charges], [1, -1]);
  assertEquals([bonded.complete, lone.complete, chargesOf("CCO").complete], [false, false, true]);
});

import { crippenContributions } from "../../../lib/chem/descriptor/crippen.ts";
import { assertSame, forEachPart, rdkit } from "./parts.ts";

Deno.test("crippenContributions() are those of Python RDKit, atom for atom", () => {
  forEachPart(({ smiles, logP, refractivity }, graph, molecule) => {
    const found = crippenContributions(rdkit, molecule, graph);
    assertSame(found.logP, logP, smiles);
    assertSame(found.refractivity, refractivity, smiles);
  });
});

import { builtInDescriptors } from "../../../lib/chem/descriptor/counts.ts";
import { drugLikeness } from "../../../lib/chem/descriptor/drug_likeness.ts";
import { assertSame, forEachPart, rdkit } from "./parts.ts";

Deno.test("drugLikeness() is that of Python RDKit, quinones and bridged rings too", () => {
  forEachPart(({ smiles, qed }, graph, molecule) => {
    const found = drugLikeness(rdkit, molecule, graph, builtInDescriptors(molecule));
    assertSame([found], [qed], smiles);
  });
});

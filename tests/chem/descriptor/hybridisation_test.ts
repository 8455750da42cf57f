import { assertEquals } from "@std/assert";
import { hybridisation } from "../../../lib/chem/descriptor/hybridisation.ts";
import { forEachPart, rdkit } from "./parts.ts";

Deno.test("hybridisation() is that of Python RDKit, 0 for what is not sp, sp² or sp³", () => {
  forEachPart((part, graph, molecule) => {
    const found = hybridisation(rdkit, molecule, graph.atoms);
    assertEquals([...found], part.hybridisation, part.smiles);
  });
});

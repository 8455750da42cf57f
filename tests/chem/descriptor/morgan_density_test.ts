import { morganDensities } from "../../../lib/chem/descriptor/morgan_density.ts";
import { assertSame, forEachPart, rdkit } from "./parts.ts";

Deno.test("morganDensities() count the environments that Python RDKit counts", () => {
  forEachPart(({ smiles, environments }, graph) => {
    const heavy = graph.atomicNumber.filter((element) => element > 1).length;
    const found = Object.values(morganDensities(rdkit, graph));
    assertSame(found.map((density) => density * heavy), environments, smiles);
  });
});

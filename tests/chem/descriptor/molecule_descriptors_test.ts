import { assertEquals } from "@std/assert";
import { moleculeDescriptors } from "../../../lib/chem/descriptor/molecule_descriptors.ts";
import { withMolecule } from "../../../lib/chem/molecule.ts";
import { rdkit } from "./parts.ts";

const descriptorsOf = (smiles: string) =>
  withMolecule(rdkit, smiles, (molecule) => moleculeDescriptors(rdkit, molecule));

Deno.test("moleculeDescriptors() come in the same order for every molecule", () => {
  const names = ["C", "N[Pt](N)(Cl)Cl", "[H][H]", "CC(=O)[O-].[Na+]"].map((smiles) =>
    Object.keys(descriptorsOf(smiles)).join()
  );
  assertEquals(new Set(names).size, 1);
});

Deno.test("moleculeDescriptors() of cisplatin lack charges, all else is there", () => {
  const found = descriptorsOf("N[Pt](N)(Cl)Cl");
  const without = Object.keys(found).filter((name) => Number.isNaN(found[name]));
  assertEquals(
    without.filter((name) => !name.startsWith("BCUT2D_")),
    ["MaxPartialCharge", "MinPartialCharge", "MaxAbsPartialCharge", "MinAbsPartialCharge"],
  );
  assertEquals(without.length, 12);
});

Deno.test("moleculeDescriptors() of a mixture with a metal are NaN, however its atoms are ordered", () => {
  // Python's min and max forget a NaN that another value follows.
  for (const smiles of ["C[Pt]C.CCO", "CCO.C[Pt]C"]) {
    assertEquals(descriptorsOf(smiles).MaxPartialCharge, NaN, smiles);
  }
});

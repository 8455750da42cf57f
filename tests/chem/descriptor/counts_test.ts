import { assertAlmostEquals, assertEquals } from "@std/assert";
import { atomCounts, builtInDescriptors } from "../../../lib/chem/descriptor/counts.ts";
import { withMolecule } from "../../../lib/chem/molecule.ts";
import { graphOf, rdkit } from "./parts.ts";

Deno.test("builtInDescriptors() bear the names of the Python package", () => {
  const found = withMolecule(rdkit, "C1CCNCC1c1ccccc1", builtInDescriptors);
  assertEquals(found.RingCount, 2);
  assertEquals(found.NumAromaticCarbocycles, 1);
  assertEquals(found.NumSaturatedCarbocycles, 0);
  assertEquals(found.NumSaturatedHeterocycles, 1);
  assertAlmostEquals(found.MolWt!, 161.248, 1e-3);
  for (const name of ["Chi0v", "Chi4n", "Kappa3", "Phi", "HallKierAlpha", "TPSA", "MolLogP"]) {
    assertEquals(typeof found[name], "number", name);
  }
});

Deno.test("atomCounts() counts electrons of ions and radicals and leaves hydrogens out of the weight", () => {
  const acetate = atomCounts(graphOf("CC(=O)[O-]"), [12, 12, 16, 16]);
  assertEquals(acetate, { HeavyAtomMolWt: 56, NumValenceElectrons: 24, NumRadicalElectrons: 0 });
  const heavy = atomCounts(graphOf("[2H]O[CH2]"), [2, 16, 12]);
  assertEquals(heavy, { HeavyAtomMolWt: 28, NumValenceElectrons: 13, NumRadicalElectrons: 1 });
});

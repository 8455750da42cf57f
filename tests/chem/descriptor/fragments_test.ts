import { assertEquals } from "@std/assert";
import { fragmentCounts } from "../../../lib/chem/descriptor/fragments.ts";
import { withMolecule } from "../../../lib/chem/molecule.ts";
import { rdkit } from "./parts.ts";

Deno.test("fragmentCounts() sees in aspirin an ester, an acid and a benzene ring", () => {
  const counts = withMolecule(rdkit, "CC(=O)Oc1ccccc1C(=O)O", (it) => fragmentCounts(rdkit, it));
  const { fr_ester, fr_COO, fr_Ar_COO, fr_Al_COO, fr_benzene, fr_amide } = counts;
  assertEquals([fr_ester, fr_COO, fr_Ar_COO, fr_Al_COO, fr_benzene, fr_amide], [1, 1, 1, 0, 1, 0]);
});

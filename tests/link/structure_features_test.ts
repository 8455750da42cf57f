import { assertEquals } from "@std/assert";
import { loadRDKit } from "../../lib/chem/rdkit.ts";
import { structureFeatures } from "../../lib/link/structure_features.ts";

Deno.test("structureFeatures() put descriptors behind the bits", async () => {
  const { cols, data } = structureFeatures(await loadRDKit(), ["CCO"], true);
  assertEquals([cols, data.length], [2265, 2265]);
});

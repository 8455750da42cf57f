import { assertEquals } from "@std/assert";
import pl from "nodejs-polars";
import { loadRDKit } from "../../lib/chem/rdkit.ts";
import { cleanStructures } from "../../lib/chem/structures.ts";
import { makeProfiles } from "../../lib/core/profiles.ts";
import { linkSpaces } from "../../lib/link/link_spaces.ts";

const meta = pl.DataFrame({
  drug: ["b", "a", "c", "a", "none"],
  moa: ["kinase|HDAC", "HDAC", null, "HDAC", "kinase"],
  plate: ["P1", "P1", "P2", "P2", "P1"],
});
const wells = makeProfiles(meta, ["x", "y"], new Float64Array([1, 0, 2, 1, 0, 3, 2, 3, 9, 9]));
const rdkit = await loadRDKit();
const structures = cleanStructures(rdkit, [
  { name: "a", smiles: "CCO" },
  { name: "b", smiles: "CCN" },
  { name: "c", smiles: "c1ccccc1" },
]);

Deno.test("linkSpaces() keeps one order in names, spaces, nuisances and mechanisms", async () => {
  const found = await linkSpaces(rdkit, wells, structures, {
    compound: "drug",
    moa: "moa",
    separator: "|",
    nuisances: { plates: { column: "plate", kind: "set" } },
    metric: "euclidean",
  });
  assertEquals(found.names, ["b", "a", "c"]);
  assertEquals(found.groups, [["kinase", "HDAC"], ["HDAC"], []]);
  // Means: (1, 0), (2, 2), (0, 3).
  const expected = [Math.hypot(1, 2), Math.hypot(1, 3)].map(Math.fround);
  assertEquals([...found.phenotype.distances.data.subarray(1, 3)], expected);
  assertEquals([...found.controlled.plates!.data.subarray(0, 3)], [0, 0.5, 1]);
  assertEquals(found.structure.distances.data[2], 1);
  assertEquals(found.notListed, ["none"]);
});

Deno.test("linkSpaces() without a column of mechanisms has none", async () => {
  const { groups, controlled } = await linkSpaces(rdkit, wells, structures, { compound: "drug" });
  assertEquals([groups, controlled], [[[], [], []], {}]);
});

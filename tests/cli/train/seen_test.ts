import { assertEquals, assertNotEquals } from "@std/assert";
import { plateWell, seenCompounds, seenWells } from "../../../lib/cli/train/seen.ts";

Deno.test("seenWells() names each well once, whatever its sites", () => {
  const fields = ["P2 A01", "P1 A02", "P2 A01"].map((name) => {
    const [plate, well] = name.split(" ");
    return { plate: plate!, well: well! };
  });
  assertEquals(seenWells(fields), ["P1 A02", "P2 A01"]);
  assertEquals(seenWells([]), []);
  assertNotEquals(plateWell(fields[0]!), plateWell(fields[1]!));
});

Deno.test("seenCompounds() names each compound once, and none where the index tells none", () => {
  const fields = ["taxol", "DMSO", "taxol", null].map((name) => ({ metadata: { Drug: name } }));
  assertEquals(seenCompounds(fields, "Drug"), ["DMSO", "taxol"]);
  assertEquals(seenCompounds(fields, "Compound"), []);
});

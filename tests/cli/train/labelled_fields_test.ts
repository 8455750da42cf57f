import { assertEquals, assertThrows } from "@std/assert";
import { labelledFields, readableOnes } from "../../../lib/cli/train/labelled_fields.ts";

const fields = ["taxol", "DMSO", null, "taxol", "emetine"].map((drug, site) => ({
  plate: `P${site % 2}`,
  well: "B02",
  site,
  files: {},
  pixelSize: NaN,
  metadata: { Metadata_Drug: drug, Metadata_Week: "Week1" },
}));
const index = { channels: [], fields };

Deno.test("labelledFields() leaves fields without a class out, and says how many", () => {
  const said: string[] = [];
  const found = labelledFields(index, {
    label: "Metadata_Drug",
    line: (text) => said.push(text),
  });
  assertEquals(said, ["left out: 1 field without Metadata_Drug"]);
  assertEquals(found.classes, ["DMSO", "emetine", "taxol"]);
  assertEquals(found.targets, [2, 0, 2, 1]);
  assertEquals(found.items[0], {
    label: "taxol",
    compound: "taxol",
    plate: "P0",
    well: "B02",
    week: "Week1",
  });
  const line = () => {};
  assertThrows(
    () => labelledFields(index, { label: "Metadata_Dose", line }),
    Error,
    "Metadata_Drug",
  );
});

Deno.test("labelledFields() does not take the class for a compound that the index does not name", () => {
  const options = { label: "Metadata_Drug", line: () => {} };
  const missing = () => labelledFields(index, { ...options, compound: "Metadata_Compound" });
  assertThrows(missing, Error, 'option --compound: found "Metadata_Compound"');
  const named = labelledFields(index, { ...options, compound: "Metadata_Week" });
  assertEquals(new Set(named.items.map(({ compound }) => compound)), new Set(["Week1"]));
});

Deno.test("labelledFields() leaves out what it is told to, and refuses a value that is not there", () => {
  const options = { label: "Metadata_Drug", line: () => {} };
  const without = (...leaveOut: string[]) => labelledFields(index, { ...options, leaveOut });
  assertEquals(without("Metadata_Drug=DMSO").classes, ["emetine", "taxol"]);
  assertEquals(without("Metadata_Drug=DMSO", "Metadata_Drug=taxol").classes, ["emetine"]);
  assertThrows(() => without("Metadata_Drug=DMSOO"), Error, "Is DMSO meant?");
  assertThrows(() => without("Metadata_Dose=1"), Error, "option --leave-out");
  assertThrows(() => without("Metadata_Week=Week1"), Error, "no field with Metadata_Drug");
});

Deno.test("readableOnes() keeps items and class numbers beside their fields", () => {
  const labelled = labelledFields(index, { label: "Metadata_Drug", line: () => {} });
  const left = readableOnes(labelled, new Set([fields[4]!, fields[2]!, fields[0]!]));
  assertEquals(left.rows, [fields[0]!, fields[4]!]);
  assertEquals(left.items.map(({ label }) => label), ["taxol", "emetine"]);
  // Nothing is left of DMSO, which is then no class.
  assertEquals([left.classes, left.targets], [["emetine", "taxol"], [1, 0]]);
});

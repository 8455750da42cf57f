import { assertEquals, assertThrows } from "@std/assert";
import { labelledFields, splitToLearn } from "../../../lib/cli/train/labelled_fields.ts";

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
  const found = labelledFields(index, "Metadata_Drug", (line) => said.push(line));
  assertEquals(said, ["left out: 1 field without Metadata_Drug"]);
  assertEquals(found.classes, ["DMSO", "emetine", "taxol"]);
  assertEquals(found.targets, [2, 0, 2, 1]);
  assertEquals(found.items[0], { label: "taxol", compound: "taxol", plate: "P0", week: "Week1" });
  assertThrows(() => labelledFields(index, "Metadata_Dose", () => {}), Error, "Metadata_Drug");
});

Deno.test("splitToLearn() names a class that no field is left to learn of", () => {
  // Each drug on a plate of its own: whatever plate is kept for the test, a drug goes with it.
  const items = ["taxol", "emetine", "DMSO"].map((label) => (
    { label, compound: label, plate: `plate of ${label}`, week: "Week1" }
  ));
  assertThrows(
    () => splitToLearn(items, { by: "plate", seed: 1, balance: false }),
    Error,
    "of the class",
  );
});

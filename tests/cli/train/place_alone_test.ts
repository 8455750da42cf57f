import { assertEquals } from "@std/assert";
import { placeAlone } from "../../../lib/cli/train/place_alone.ts";

const at = (wells: string) => wells.split(" ").map((well) => ({ well }));
const classes = ["DMSO", "taxol", "nocodazole"];

Deno.test("placeAlone() names by the commonest class of a well, and by that of all where it is new", () => {
  const fields = at("A01 A1 A01 A02 A02 A01 A02 A03");
  const targets = [0, 0, 1, 2, 2, 0, 2, 1], sets = { train: [0, 1, 2, 3, 4], test: [5, 6, 7] };
  // A03 is new; DMSO and nocodazole are as common: the first counts.
  assertEquals(placeAlone(fields, targets, sets, classes), {
    accuracy: 2 / 3,
    balancedAccuracy: 2 / 3,
  });
});

Deno.test("placeAlone() is of no use where layouts differ", () => {
  const fields = at("A01 A02 A03 A04"), sets = { train: [0, 1], test: [2, 3] };
  assertEquals(placeAlone(fields, [0, 1, 1, 2], sets, classes).accuracy, 0);
});

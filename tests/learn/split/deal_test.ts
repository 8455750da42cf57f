import { assertEquals, assertThrows } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { dealGroups, dealSingly } from "../../../lib/learn/split/deal.ts";

const item = (compound: string, plate = "P") => ({ label: "x", compound, plate, week: "1" });

Deno.test("dealSingly() comes as near to the shares as whole compounds allow", () => {
  const items = [..."aaaaaa", ..."bb", ..."cc", ..."dd"].map((name) => item(name));
  const sizes = new Set<number>();
  for (let seed = 0; seed < 20; seed++) {
    const shares = { train: 0.75, test: 0.25 };
    const sets = dealSingly(items, "compound", shares, new Set(), new Random(seed));
    sizes.add(sets.filter((set) => set === "test").length);
  }
  // The compound that a set begins with is drawn, so the large one may be it.
  assertEquals([...sizes].sort(), [2, 6]);
});

Deno.test("dealGroups() gives each set a plate", () => {
  const items = ["1", "2", "3"].map((plate) => item("a", plate));
  const shares = { train: 0.98, validation: 0.01, test: 0.01 };
  assertEquals(new Set(dealGroups(items, "plate", shares, new Random(1))).size, 3);
  assertThrows(() => dealGroups(items.slice(1), "plate", shares, new Random(1)), Error, "plates");
});

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

Deno.test("dealGroups() deals plates week by week, so that compounds of one week are in every set", () => {
  const items = ["1", "2", "3"].flatMap((week) =>
    ["a", "b", "c", "d"].map((plate) => ({ ...item(`drug ${week}`, `${week}${plate}`), week }))
  );
  const shares = { train: 0.5, validation: 0.25, test: 0.25 };
  for (let seed = 0; seed < 10; seed++) {
    const sets = dealGroups(items, "plate", shares, new Random(seed));
    for (const week of ["1", "2", "3"]) {
      const here = sets.filter((_, i) => items[i]!.week === week);
      assertEquals(here.toSorted(), ["test", "train", "train", "validation"]);
    }
  }
});

Deno.test("dealGroups() puts the only plates of a week into the largest sets", () => {
  const items = ["a", "b", "c", "d"].map((plate) => ({ ...item("x", plate), week: "1" }));
  items.push({ ...item("y", "z"), week: "2" });
  const shares = { validation: 0.2, train: 0.6, test: 0.2 };
  assertEquals(dealGroups(items, "plate", shares, new Random(1)).at(-1), "train");
});

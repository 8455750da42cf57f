import { assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { balanced } from "../../../lib/learn/split/balance.ts";

Deno.test("balanced() takes from all compounds of a class evenly", () => {
  const names = [..."aaaaaaaaab", "cc", "cc", "cc"];
  const items = names.map((compound) => ({
    label: compound === "cc" ? "rare" : "common",
    compound,
    plate: "P",
    week: "1",
  }));
  const kept = balanced(items, [...items.keys()], new Random(3));
  const compounds = kept.map((position) => items[position]!.compound);
  assertEquals(compounds.filter((name) => name === "a").length, 2);
  assertEquals(compounds.filter((name) => name === "b").length, 1);
  assertEquals(compounds.filter((name) => name === "cc").length, 3);
});

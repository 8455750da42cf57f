import { assert, assertEquals, assertThrows } from "@std/assert";
import { leaveCompoundOut } from "../../lib/learn/cross_validation.ts";
import { someItems } from "./items.ts";

Deno.test("leaveCompoundOut() leaves each compound out once, and trains on every class", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const items = someItems(seed), folds = leaveCompoundOut(items);
    const compounds = new Set(items.map(({ compound }) => compound));
    assertEquals(folds.map(({ compound }) => compound), [...compounds].sort());
    const labels = new Set(items.map(({ label }) => label));
    for (const { compound, train, test } of folds) {
      assert(test.every((row) => items[row]!.compound === compound));
      assert(train.every((row) => items[row]!.compound !== compound));
      assertEquals(train.length + test.length, items.length);
      assertEquals(new Set([...train].map((row) => items[row]!.label)), labels);
    }
  }
});

Deno.test("leaveCompoundOut() names a class with one compound; a control stays in", () => {
  const dmso = { label: "DMSO", compound: "DMSO", plate: "P", week: "1" };
  const items = [...someItems(1), dmso];
  assertThrows(() => leaveCompoundOut(items), Error, "the class DMSO has no other one");
  const folds = leaveCompoundOut(items, { controls: ["DMSO"] });
  for (const { train } of folds) assert(train.includes(items.length - 1));
});

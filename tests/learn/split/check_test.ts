import { assertEquals, assertThrows } from "@std/assert";
import { checkShares, compoundsByClass } from "../../../lib/learn/split/check.ts";

Deno.test("compoundsByClass() sorts classes by name, and keeps the order of images", () => {
  const item = (label: string, compound: string) => ({ label, compound, plate: "P", week: "1" });
  const found = compoundsByClass([item("z", "a"), item("b", "c"), item("z", "a")]);
  assertEquals([...found.keys()], ["b", "z"]);
  assertEquals(found.get("z")?.get("a"), [0, 2]);
});

Deno.test("checkShares() refuses a share below 0", () => {
  assertThrows(() => checkShares(1, { train: -1 }), Error, "a share above 0");
});

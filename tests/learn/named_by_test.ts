import { assertEquals, assertThrows } from "@std/assert";
import { namedBy } from "../../lib/learn/named_by.ts";

Deno.test("namedBy() takes the first of equal scores, and gives nothing for no row", () => {
  assertEquals(namedBy([2, 2, 1, -3, -1, -1], 3), new Int32Array([0, 1]));
  assertEquals(namedBy([], 3), new Int32Array(0));
});

Deno.test("namedBy() names no class by scores that are no numbers", () => {
  assertThrows(() => namedBy([1, 2, NaN, 0], 2), Error, "NaN of class 1 of example 2");
  assertThrows(() => namedBy([1, 2, 0, NaN], 2), Error, "NaN of class 2 of example 2");
});

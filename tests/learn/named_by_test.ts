import { assertEquals } from "@std/assert";
import { namedBy } from "../../lib/learn/named_by.ts";

Deno.test("namedBy() takes the first of equal scores, and gives nothing for no row", () => {
  assertEquals(namedBy([2, 2, 1, -3, -1, -1], 3), new Int32Array([0, 1]));
  assertEquals(namedBy([], 3), new Int32Array(0));
});

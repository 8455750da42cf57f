import { assertEquals } from "@std/assert";
import { linkedGroups } from "../../lib/core/linked_groups.ts";

Deno.test("linkedGroups() joins groups that a later item links", () => {
  assertEquals(linkedGroups([[1], [2], [3], [2, 3], [1, 4]]), [[0, 4], [1, 2, 3]]);
});

Deno.test("linkedGroups() leaves items without a key alone, and tells numbers from texts", () => {
  assertEquals(linkedGroups([[], ["1"], [], [1], ["1"]]), [[0], [1, 4], [2], [3]]);
  assertEquals(linkedGroups([]), []);
});

Deno.test("linkedGroups() finds a chain of many in one go", () => {
  const chain = Array.from({ length: 5000 }, (_, i) => [i, i + 1]);
  assertEquals(linkedGroups(chain).length, 1);
});

import { assertEquals } from "@std/assert";
import { ranks } from "../../../lib/profile/consensus/ranks.ts";

Deno.test("ranks() shares the ranks of equal values", () => {
  assertEquals([...ranks([3, -1, 3, 3, 7])], [3, 1, 3, 3, 5]);
  assertEquals([...ranks([])], []);
});

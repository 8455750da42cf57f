import { assertEquals } from "@std/assert";
import { paddingOf } from "../../../../lib/learn/nets/inception_v3/padding.ts";

Deno.test("no padding is valid, padding with step 1 keeps the size, all else is written out", () => {
  assertEquals(paddingOf({ stride: 2, padding: [0, 0] }), "valid");
  assertEquals(paddingOf({ stride: 1, padding: [0, 3] }), "same");
  assertEquals(paddingOf({ stride: 2, padding: [1, 3] }), [[0, 0], [1, 1], [3, 3], [0, 0]]);
});

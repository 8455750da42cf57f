import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { labelledPairs } from "../../../lib/link/group_separation/labelled_pairs.ts";
import { square } from "../spaces.ts";

const far = square([0, 1, 2, 3, 1, 0, 4, 5, 2, 4, 0, 6, 3, 5, 6, 0]);

Deno.test("labelledPairs() leaves out objects without label, and keeps distances with their pairs", () => {
  const { n, known, pairs, far: distance } = labelledPairs(far, ["a", null, ["b", "a"], "b"]);
  assertEquals([n, known], [3, [0, 2, 3]]);
  assertEquals(pairs.map(({ i, j }) => distance(i, j)), [2, 3, 6]);
  assertEquals(pairs.map(({ related }) => related), [true, false, true]);
});

Deno.test("labelledPairs() refuses pairs of one kind only, and another number of labels", () => {
  assertThrows(() => labelledPairs(far, [..."abcd"]), InputError, "0 pairs of one group and 6");
  assertThrows(() => labelledPairs(far, [..."aaa"]), InputError, "3 labels");
});

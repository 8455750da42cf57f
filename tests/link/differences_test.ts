import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { differences, setDifferences } from "../../lib/link/differences.ts";

Deno.test("differences() of numbers and of lists of numbers", () => {
  assertEquals([...differences([1, 3.5, -1]).data], [0, 2.5, 2, 2.5, 0, 4.5, 2, 4.5, 0]);
  assertEquals([...differences([[0, 0], [3, 4]]).data], [0, 5, 5, 0]);
});

Deno.test("differences() names the row of a number that is missing", () => {
  assertThrows(() => differences([1, NaN]), InputError, "row 2");
});

Deno.test("setDifferences() are 0 for the same members in any order, 1 for none in common", () => {
  const found = setDifferences([["a", "b"], ["b", "a"], ["c"], []]);
  assertEquals([...found.data.subarray(0, 4)], [0, 0, 1, 1]);
  assertEquals(setDifferences([[], []]).data[1], 0);
});

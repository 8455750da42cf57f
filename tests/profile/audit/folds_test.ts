import pl from "nodejs-polars";
import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { foldsOf } from "../../../lib/profile/audit/folds.ts";

const meta = pl.DataFrame({ compound: ["a", "a", "b", "c"], week: ["1", "2", "1", "2"] });
const plain = (folds: ReturnType<typeof foldsOf>) =>
  folds.map(({ test, train }) => [[...test], [...train]]);

Deno.test("foldsOf() names each row from rows that differ in every column", () => {
  assertEquals(plain(foldsOf(meta, { differBy: ["compound"] })), [
    [[0, 1], [2, 3]],
    [[2], [0, 1, 3]],
    [[3], [0, 1, 2]],
  ]);
  assertEquals(plain(foldsOf(meta, { differBy: ["compound", "week"] })), [
    [[0], [3]],
    [[1], [2]],
    [[2], [1, 3]],
    [[3], [0, 2]],
  ]);
});

Deno.test("foldsOf() leaves out values of a column, or takes the rows given", () => {
  assertEquals(plain(foldsOf(meta, { leaveOut: "week" })), [[[0, 2], [1, 3]], [[1, 3], [0, 2]]]);
  const test = [true, false, false, false];
  assertEquals(plain(foldsOf(meta, { test })), [[[0], [1, 2, 3]]]);
});

Deno.test("foldsOf() refuses a split with an empty side", () => {
  assertThrows(() => foldsOf(meta, { test: [true, true, true, true] }), InputError, "nothing");
  const one = pl.DataFrame({ week: ["1", "1"] });
  assertThrows(() => foldsOf(one, { leaveOut: "week" }), InputError, "2 profiles");
});

import { assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../../lib/core/errors.ts";
import { checkUnique } from "../../../lib/data/table/unique_rows.ts";

const table = pl.DataFrame([
  pl.Series("plate", ["P1", "P1", "P2", "P1"], pl.Utf8),
  pl.Series("site", [1, 2, 1, 2], pl.Int64),
]);

Deno.test("checkUnique() names both rows, the columns and what they share", () => {
  const error = assertThrows(
    () => checkUnique(table, ["plate", "site"], "t.csv", "the fields"),
    InputError,
  );
  assertEquals(
    error.message,
    'Cannot read the fields: a row comes twice: t.csv, line 5, column plate × site: found "P1 2, as in line 3"',
  );
});

Deno.test("checkUnique() lets rows pass that differ in one of the columns", () => {
  checkUnique(table.limit(3), ["plate", "site"], "t.csv", "the fields");
  checkUnique(table.limit(0), ["plate"], "t.csv", "the fields");
});

Deno.test("checkUnique() does not mistake values that only read the same together", () => {
  const apart = pl.DataFrame({ a: ["x y", "x"], b: ["z", "y z"] });
  checkUnique(apart, ["a", "b"], "t.csv", "the pairs");
});

Deno.test("checkUnique() names lines as the file has them, where it is told", () => {
  const lineOf = (row: number) => 10 * row;
  assertThrows(
    () => checkUnique(table, ["plate", "site"], "t.csv", "the fields", lineOf),
    InputError,
    't.csv, line 40, column plate × site: found "P1 2, as in line 20"',
  );
});

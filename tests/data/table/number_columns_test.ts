import { assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../../lib/core/errors.ts";
import { numberColumns } from "../../../lib/data/table/number_columns.ts";

Deno.test("numberColumns() lays columns out row after row in their order", () => {
  const columns = [
    pl.Series("t", ["0.5", "-inf"], pl.Utf8),
    pl.Series("a", [1, 2], pl.Float64),
    pl.Series("n", [10, null], pl.Int64),
  ];
  const values = numberColumns(columns, "f.csv", 64);
  assertEquals(values, Float64Array.of(0.5, 1, 10, -Infinity, 2, NaN));
});

Deno.test("numberColumns() rounds to 32 bits where it is asked", () => {
  const columns = [pl.Series("a", [0.1])];
  assertEquals(numberColumns(columns, "f.csv", 32), Float32Array.of(0.1));
});

Deno.test("numberColumns() names the cell that is no number", () => {
  const columns = [pl.Series("a", ["1", "many"])];
  const error = assertThrows(() => numberColumns(columns, "f.csv", 64), InputError);
  assertEquals([error.problem.row, error.problem.column, error.problem.found], [2, "a", "many"]);
});

Deno.test("numberColumns() names a column that holds something else", () => {
  const columns = [pl.Series("a", [true, false])];
  assertThrows(() => numberColumns(columns, "f.csv", 64), InputError, "column a");
});

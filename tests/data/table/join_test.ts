import { assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../../lib/core/errors.ts";
import { lookUp } from "../../../lib/data/table/join.ts";

const wells = pl.DataFrame([
  pl.Series("compound", ["taxol", "DMSO", "taxol", null, "water"], pl.Utf8),
  pl.Series("dose", [0.3, 0, Math.fround(0.3), 1, 1], pl.Float64),
]);
const moa = pl.DataFrame([
  pl.Series("name", ["DMSO", "taxol", "emetine"], pl.Utf8),
  pl.Series("dose", [0, 0.3, 3], pl.Float64),
  pl.Series("moa", ["DMSO", "Microtubule stabilizers", "Protein synthesis"], pl.Utf8),
  pl.Series("rank", [1, null, 3], pl.Int64),
]);
const left = { table: wells, on: ["compound", "dose"] };

Deno.test("lookUp() matches numbers by value, also where one side was stored in 32 bits", () => {
  const { table } = lookUp(left, { table: moa, on: ["name", "dose"] }, { moa: "moa" });
  assertEquals(table.getColumn("moa").toArray() as unknown[], [
    "Microtubule stabilizers",
    "DMSO",
    "Microtubule stabilizers",
    null,
    null,
  ]);
});

Deno.test("lookUp() keeps all rows in order and counts what found no partner on either side", () => {
  const joined = lookUp(left, { table: moa, on: ["name", "dose"] }, { moa: "moa" });
  assertEquals(joined.table.height, wells.height);
  assertEquals([joined.unmatchedLeft, joined.unmatchedRight], [[3, 4], [2]]);
});

Deno.test("lookUp() keeps the type and the nulls of what it adds", () => {
  const { table } = lookUp(left, { table: moa, on: ["name", "dose"] }, { rank: "Rank" });
  assertEquals(table.select("Rank").rows(), [[null], [1], [null], [null], [null]]);
  assertEquals(String(table.getColumn("Rank").dtype), "DataType(Int64)");
});

Deno.test("lookUp() replaces a column of the same name", () => {
  const again = wells.withColumn(pl.Series("moa", ["a", "b", "c", "d", "e"], pl.Utf8));
  const { table } = lookUp({ ...left, table: again }, { table: moa, on: ["name", "dose"] }, {
    moa: "moa",
  });
  assertEquals(table.columns, ["compound", "dose", "moa"]);
  assertEquals(table.row(1)[2], "DMSO");
});

Deno.test("lookUp() names file, key and both rows where the right table has a key twice", () => {
  const twice = pl.concat([moa, moa.limit(2)]);
  const error = assertThrows(
    () => lookUp(left, { table: twice, on: ["name", "dose"], file: "moa.csv" }, { moa: "moa" }),
    InputError,
  );
  assertEquals(
    error.message,
    'Cannot join tables: a key comes twice: moa.csv, column name × dose: found "DMSO × 0 in line 2 and line 5", allowed: each key once. Remove one of the two',
  );
});

Deno.test("lookUp() does not match an empty key, not even to another empty key", () => {
  const gaps = pl.DataFrame([
    pl.Series("name", [null, null], pl.Utf8),
    pl.Series("dose", [1, 1], pl.Float64),
    pl.Series("moa", ["x", "y"], pl.Utf8),
  ]);
  const joined = lookUp(left, { table: gaps, on: ["name", "dose"] }, { moa: "moa" });
  assertEquals(joined.unmatchedLeft.length, 5);
  assertEquals(joined.unmatchedRight, [0, 1]);
});

Deno.test("lookUp() does not mistake one key for two that are joined differently", () => {
  const one = pl.DataFrame({ a: ["x\ty"], b: ["z"] });
  const other = pl.DataFrame({ a: ["x"], b: ["y\tz"], c: ["wrong"] });
  const on = ["a", "b"];
  assertEquals(lookUp({ table: one, on }, { table: other, on }, { c: "c" }).unmatchedLeft, [0]);
});

Deno.test("lookUp() refuses to compare numbers with text, which would match nothing in silence", () => {
  const numbers = pl.DataFrame({ a: [1] }), texts = pl.DataFrame({ a: ["1"], c: ["wrong"] });
  assertThrows(
    () => lookUp({ table: numbers, on: ["a"] }, { table: texts, on: ["a"] }, { c: "c" }),
    InputError,
    "column a",
  );
});

Deno.test("lookUp() gives null, and no 0, in columns of every type where nothing was found", () => {
  const wells = pl.DataFrame({ c: ["a", "zz", "b"] });
  const types = [pl.Int8, pl.Int32, pl.Int64, pl.UInt8, pl.UInt32, pl.Float32, pl.Float64];
  const columns = [
    pl.Series("c", ["a", "b"], pl.Utf8),
    ...types.map((type, i) => pl.Series(`n${i}`, [7, 0], type)),
    pl.Series("t", ["x", ""], pl.Utf8),
    pl.Series("y", [true, false], pl.Bool),
  ];
  const names = columns.slice(1).map(({ name }) => name);
  const add = Object.fromEntries(names.map((name) => [name, name]));
  const of = (right: pl.DataFrame) =>
    lookUp({ table: wells, on: ["c"] }, { table: right, on: ["c"] }, add).table.select(...names);
  const found = of(pl.DataFrame(columns)), none = names.map(() => null);
  assertEquals(found.rows(), [
    [...types.map(() => 7), "x", true],
    none,
    [...types.map(() => 0), "", false],
  ]);
  assertEquals(found.dtypes.map(String), columns.slice(1).map(({ dtype }) => String(dtype)));
  const empty = of(pl.DataFrame(columns).limit(0));
  assertEquals([empty.rows(), empty.dtypes.map(String)], [
    [none, none, none],
    found.dtypes.map(String),
  ]);
});

Deno.test("lookUp() compares whole numbers to the last digit", () => {
  const of = (numbers: number[]) => pl.DataFrame({ barcode: numbers, v: numbers.map(String) });
  const joined = lookUp(
    { table: of([1234567, 1234568, 9007199254740991]), on: ["barcode"] },
    { table: of([1234568, 1234569]), on: ["barcode"] },
    { v: "found" },
  );
  assertEquals(joined.table.select("found").rows(), [[null], ["1234568"], [null]]);
});

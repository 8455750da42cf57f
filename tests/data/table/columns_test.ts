import { assertEquals, assertThrows } from "@std/assert";
import type pl from "nodejs-polars";
import { InputError } from "../../../lib/core/errors.ts";
import {
  emptyColumn,
  parseNumber,
  readText,
  typedColumn,
} from "../../../lib/data/table/columns.ts";
import { checkDelimited } from "../../../lib/data/table/delimited.ts";

const text = (csv: string) => checkDelimited(new TextEncoder().encode(csv), "t.csv");
const wrong = (row: number, found: unknown, allowed: string) =>
  new InputError(`${row} ${found} ${allowed}`);
const cellsOf = (column: pl.Series) => column.toArray() as unknown[];

Deno.test("parseNumber() reads decimal numbers by value", () => {
  for (const same of ["0.003", "0.003000", "3e-3", ".003", "+3.0E-3", " 0.003 "]) {
    assertEquals(parseNumber(same), 0.003, same);
  }
  assertEquals(Object.is(parseNumber("-0"), -0), true);
});

Deno.test("parseNumber() reads nothing else", () => {
  for (const other of ["", " ", "x", "NaN", "inf", "0x1f", "1,5", "1_0", "1e", "--1", "0b1", "µ"]) {
    assertEquals(parseNumber(other), undefined, other);
  }
});

Deno.test("typedColumn() keeps whole numbers and their gaps", () => {
  const column = typedColumn(
    "n",
    ["1", null, "-3", "4.0"],
    { type: "integer", mayBeEmpty: true },
    wrong,
  );
  assertEquals(cellsOf(column), [1, null, -3, 4]);
  assertEquals(String(column.dtype), "DataType(Int64)");
});

Deno.test("typedColumn() reports the row, the cell and what is allowed", () => {
  const cases: [string | null, "text" | "integer" | "number", string][] = [
    ["1.5", "integer", "2 1.5 a whole number"],
    ["9007199254740993", "integer", "2 9007199254740993 a whole number"],
    ["low", "number", "2 low a number"],
    [null, "text", "2 undefined some text"],
    ["", "text", "2 undefined some text"],
  ];
  for (const [cell, type, message] of cases) {
    assertThrows(() => typedColumn("n", ["1", cell], { type }, wrong), InputError, message);
  }
});

Deno.test("typedColumn() reads empty text in quotes as null unless it is to be kept", () => {
  const cells = ["", null];
  const rule = { type: "text", mayBeEmpty: true } as const;
  assertEquals(cellsOf(typedColumn("t", cells, rule, wrong)), [null, null]);
  const kept = typedColumn("t", cells, { ...rule, keepEmptyText: true }, wrong);
  assertEquals(cellsOf(kept), ["", null]);
});

Deno.test("emptyColumn() has nulls of the type of the rule", () => {
  const column = emptyColumn("n", 2, { type: "integer" });
  assertEquals([cellsOf(column), String(column.dtype)], [[null, null], "DataType(Int64)"]);
});

Deno.test("readText() keeps 00123 as text and reads the numbers it is told", () => {
  const frame = readText(text("plate,f\n00123,1.50\n"), "t.csv", ",", ["f"]);
  assertEquals(frame.rows(), [["00123", 1.5]]);
});

Deno.test("readText() reads everything as text where a number is none", () => {
  const frame = readText(text("plate,f\n00123,1.50\n1,x\n"), "t.csv", ",", ["f"]);
  assertEquals(frame.rows(), [["00123", "1.50"], ["1", "x"]]);
});

Deno.test("readText() agrees with the header about names in quotes", () => {
  assertEquals(readText(text('"a,1","b"\n1,2\n'), "t.csv", ",").columns, ["a,1", "b"]);
});

Deno.test("readText() reads doubled quotes, separators and line ends in quotes", () => {
  const frame = readText(text('a,b\n"5"" plate","x\ny, ""z"""\n'), "t.csv", ",");
  assertEquals(frame.rows(), [['5" plate', 'x\ny, "z"']]);
});

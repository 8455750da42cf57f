import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../../lib/core/errors.ts";
import type { ColumnRule } from "../../../lib/data/table/columns.ts";
import {
  parseTable,
  readNumbered,
  readTable,
  rowsOf,
  textColumn,
} from "../../../lib/data/table/table.ts";
import { inFolder } from "../folder.ts";

const rules: Record<string, ColumnRule> = {
  plate: { type: "text" },
  dose: { type: "number", mayBeEmpty: true },
  note: { type: "text", mayBeEmpty: true, optional: true },
};
const parse = (text: string, name = "wells.csv") =>
  parseTable(new TextEncoder().encode(text), name, rules, { what: "the wells" });

Deno.test("parseTable() puts columns with a rule first and keeps the others as text", () => {
  const table = parse("extra,dose,plate\n007,0.300000,00123\nx,,00124\n");
  assertEquals(table.columns, ["plate", "dose", "note", "extra"]);
  assertEquals(table.rows(), [["00123", 0.3, null, "007"], ["00124", null, null, "x"]]);
});

Deno.test("parseTable() refuses a column called as what a frame can do, unless it is dropped", () => {
  const bytes = new TextEncoder().encode("plate,filter\nP1,red\n");
  const parse = (others?: "drop") =>
    parseTable(bytes, "a.csv", { plate: { type: "text" } }, { others });
  assertThrows(() => parse(), InputError, "a.csv, column filter");
  assertEquals(rowsOf(parse("drop")), [{ plate: "P1" }]);
});

Deno.test("parseTable() drops other columns where it is told", () => {
  const bytes = new TextEncoder().encode("extra,dose,plate\n1,2,3\n");
  assertEquals(parseTable(bytes, "w.csv", rules, { others: "drop" }).columns, [
    "plate",
    "dose",
    "note",
  ]);
});

Deno.test("parseTable() takes names ending .tsv or .txt as tab-separated", () => {
  assertEquals(parse("plate\tdose\nP,1\t2\n", "w.tsv").rows(), [["P,1", 2, null]]);
  assertEquals(parse("plate\tdose\nP,1\t2\n", "w.txt").height, 1);
});

Deno.test("parseTable() reads a byte-order mark, CRLF and quoted commas", () => {
  const table = parse('\uFEFFplate,dose,note\r\n"P,1",1e-5,"a ""b"", c"\r\n');
  assertEquals(table.rows(), [["P,1", 1e-5, 'a "b", c']]);
});

Deno.test("parseTable() names a missing column and the columns that are there", () => {
  const error = assertThrows(() => parse("plate,concentration\n1,2\n"), InputError);
  assertEquals(
    error.message,
    'Cannot read the wells: a column is missing: wells.csv, column dose: found ["plate","concentration"]',
  );
});

Deno.test("parseTable() names the row and column of a bad number", () => {
  const error = assertThrows(() => parse("plate,dose\nP1,1\nP2,high\n"), InputError);
  assertEquals(
    error.message,
    'Cannot read the wells: wells.csv, line 3, column dose: found "high", allowed: a number or nothing',
  );
});

Deno.test("parseTable() names the row of an empty cell where text belongs", () => {
  assertThrows(() => parse("plate,dose\n,1\n"), InputError, "line 2, column plate: found nothing");
});

Deno.test("parseTable() gives a header without rows as a table without rows, typed", () => {
  const table = parse("plate,dose\n");
  assertEquals([table.height, table.dtypes.map(String)[1]], [0, "DataType(Float64)"]);
});

Deno.test("rowsOf() gives objects", () => {
  const table = parse("plate,dose\nP1,0.3\n");
  assertEquals(rowsOf<{ plate: string }>(table)[0]?.plate, "P1");
});

Deno.test("readTable() reads from disk and names a file that is not there", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/w.csv`, "plate,dose\nP1,1\n");
    assertEquals((await readTable(`${folder}/w.csv`, rules)).height, 1);
    await assertRejects(() => readTable(`${folder}/x.csv`, rules), InputError, "no such file");
  }));

Deno.test("textColumn() names the row of an empty cell", () => {
  const table = pl.DataFrame({ well: ["B02", null] });
  assertThrows(() => textColumn(table, "well"), InputError, "row 2, column well");
});

Deno.test("readNumbered() gives the table of readTable() and the lines of its rows", () =>
  inFolder(async (folder) => {
    const file = `${folder}/t.csv`, rules: Record<string, ColumnRule> = { a: { type: "integer" } };
    await Deno.writeTextFile(file, 'a,b\n\n1,"x\ny"\n\n2,z\n');
    const { table, lineOf } = await readNumbered(file, rules);
    assertEquals(table.rows(), (await readTable(file, rules)).rows());
    assertEquals([1, 2].map(lineOf), [3, 6]);
  }));

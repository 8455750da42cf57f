import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { layoutTable } from "../../lib/show/table_layout.ts";

const cells = (values: unknown[]) => layoutTable(values.map((v) => ({ v })), {}).columns[0]?.cells;

Deno.test("layoutTable() gives a column of fractions one number of decimals", () => {
  assertEquals(cells([0.8164, 12, null, 0.25]), ["0.816", "12.000", "–", "0.250"]);
  assertEquals(cells([1234.5, 0.25]), ["1235", "0.250"]);
  assertEquals(cells([150.3, 0.0012, 0, -0.4]), ["150", "0.00120", "0", "−0.400"]);
  assertEquals(cells([7, 12345]), ["7", "12\u202F345"]);
});

Deno.test("layoutTable() gives numbers of very unlike size their own digits", () => {
  assertEquals(cells([2.5e-9, 0.5]), ["2.50 × 10⁻⁹", "0.500"]);
});

Deno.test("layoutTable() takes columns from all rows shown, in order of appearance", () => {
  const { columns } = layoutTable([{ a: 1 }, { b: "x", a: 2 }], {});
  assertEquals(columns.map(({ name, align, cells }) => ({ name, align, cells })), [
    { name: "a", align: "right", cells: ["1", "2"] },
    { name: "b", align: "left", cells: ["–", "x"] },
  ]);
});

Deno.test("layoutTable() lets the caller format and align", () => {
  const { columns } = layoutTable([{ dose: 0.3 }], {
    format: { dose: (value) => `${value} µM` },
    align: { dose: "center" },
  });
  assertEquals(columns[0], { name: "dose", unit: undefined, align: "center", cells: ["0.3 µM"] });
});

Deno.test("layoutTable() counts the rows that it leaves out and refuses unknown columns", () => {
  const rows = Array.from({ length: 30 }, (_, i) => ({ i }));
  const { rows: shown, hidden } = layoutTable(rows, {});
  assertEquals([shown, hidden], [20, 10]);
  const error = assertThrows(() => layoutTable(rows, { columns: ["j"] }), InputError);
  assertStringIncludes(error.message, "column j: found nothing, allowed: i");
});

Deno.test("layoutTable() keeps columns that only rows beyond the last one shown have", () => {
  const rows = [{ a: 1 }, { a: 2 }, { a: 3, b: "only here" }];
  const names = (columns?: string[]) =>
    layoutTable(rows, { maxRows: 2, ...(columns === undefined ? {} : { columns }) }).columns
      .map(({ name, cells }) => [name, ...cells]);
  assertEquals(names(), [["a", "1", "2"], ["b", "–", "–"]]);
  assertEquals(names(["b"]), [["b", "–", "–"]]);
});

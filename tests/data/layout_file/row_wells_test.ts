import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { rowWells } from "../../../lib/data/layout_file/row_wells.ts";

const place = { file: "layout.csv", lineOf: (row: number) => row + 2 };
const wellsOf = (...wells: (string | null)[]) =>
  rowWells(wells.map((well) => ({ well })), { well: "well" }, place);

Deno.test("rowWells() reads wells, or row and column as letters and numbers", () => {
  assertEquals(wellsOf("b2", "AF48"), ["B02", "AF48"]);
  const rows = [{ r: "2", c: "3" }, { r: "c", c: "04" }];
  assertEquals(rowWells(rows, { row: "r", col: "c" }, place), ["B03", "C04"]);
});

Deno.test("rowWells() names all that are no wells in one error, a handful of them, with the count", () => {
  const message = (run: () => unknown) => assertThrows(run, InputError).message;
  assertEquals(
    message(() => wellsOf("B02", "B99")),
    'This is no well: layout.csv, line 3, column well: found "B99", allowed: A01 to AF48',
  );
  assertEquals(
    message(() => wellsOf("B99", "B02", "foo", null)),
    "3 rows of the layout name no well: layout.csv, column well: " +
      'found "B99 (line 2), foo (line 4), nothing (line 5)", allowed: A01 to AF48',
  );
  const many = message(() => wellsOf(...Array.from({ length: 8 }, (_, i) => `B${60 + i}`)));
  assertEquals(many.includes("8 rows") && many.includes("B64 (line 6) and 3 more"), true, many);
  const odd = [{ r: "40", c: "1" }, { r: "B", c: "49" }];
  assertEquals(
    message(() => rowWells(odd, { row: "r", col: "c" }, place)),
    "2 rows of the layout name no well: layout.csv, column r, c: " +
      'found "40 1 (line 2), B 49 (line 3)", allowed: A01 to AF48',
  );
});

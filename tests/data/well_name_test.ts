import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { requireWell, wellAt, wellName } from "../../lib/data/well_name.ts";

Deno.test("wellName() writes every usual form of a well in one way", () => {
  assertEquals(["B2", "b02", " B-2 ", "B_002", "P24", "aa5"].map(wellName), [
    "B02",
    "B02",
    "B02",
    "B02",
    "P24",
    "AA05",
  ]);
});

Deno.test("wellName() knows no well beyond a plate of 1536", () => {
  assertEquals(["AF48", "AG01", "A49", "A00", "2B", "", "well"].map(wellName), [
    "AF48",
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

Deno.test("wellAt() takes rows by letter or by number", () => {
  assertEquals(
    [["1", "1"], ["08", "12"], ["h", "12"], ["27", "3"], ["0", "3"], ["1", "x"]].map(([r, c]) =>
      wellAt(r!, c!)
    ),
    ["A01", "H12", "H12", "AA03", undefined, undefined],
  );
});

Deno.test("requireWell() names file, row and column of what is no well", () => {
  const error = assertThrows(
    () => requireWell("B99", { file: "layout.csv", row: 4, column: "well" }),
    InputError,
  );
  assertEquals(
    error.message,
    'This is no well: layout.csv, line 5, column well: found "B99", allowed: A01 to AF48',
  );
});

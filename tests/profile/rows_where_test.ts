import { assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../lib/core/errors.ts";
import { rowsWhere } from "../../lib/profile/rows_where.ts";

const meta = pl.DataFrame({ compound: ["DMSO", "taxol", null], dose: [0, 1, 1] });

Deno.test("rowsWhere() asks every column, and any of several values of one", () => {
  assertEquals(rowsWhere(meta, { compound: ["DMSO", "taxol"] }), [true, true, false]);
  assertEquals(rowsWhere(meta, { compound: ["DMSO", "taxol"], dose: 1 }), [false, true, false]);
  assertEquals(rowsWhere(meta, { compound: null }), [false, false, true]);
  assertEquals(rowsWhere(meta, [false, true, true]), [false, true, true]);
});

Deno.test("rowsWhere() refuses what fits no row, a missing column and a short mask", () => {
  assertThrows(() => rowsWhere(meta, { compound: "dmso" }), InputError, "dmso");
  assertThrows(() => rowsWhere(meta, { plate: "P1" }), InputError, "column plate");
  assertThrows(() => rowsWhere(meta, [true]), InputError, "found 1, allowed: 3");
});

import { assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { metaValues } from "../../lib/core/profiles.ts";
import { mergeByFile } from "../../lib/data/merge.ts";

const cells = {
  table: pl.DataFrame({ file: ["x/B02_s1.png", "x/B02_s1.png", "x/C03_s1.png"], area: [1, 2, 3] }),
  column: "file",
};

Deno.test("mergeByFile() keeps every cell in its order, and lists what finds no partner on both sides", () => {
  const known = pl.DataFrame({
    name: ["b2_s01_w1.tif", "b2_s01_w2.tif", "d04_s1_w1.tif"],
    drug: ["taxol", "taxol", "DMSO"],
  });
  const { table, matched, unmatched, unused } = mergeByFile(cells, {
    table: known,
    column: "name",
  });
  assertEquals(table.columns, ["file", "area", "drug"]);
  assertEquals(metaValues(table, "area"), [1, 2, 3]);
  assertEquals(metaValues(table, "drug"), ["taxol", "taxol", null]);
  assertEquals([matched, unmatched, unused], [2, ["x/C03_s1.png"], ["d04_s1_w1.tif"]]);
});

Deno.test("mergeByFile() names both rows of an ambiguous match", () => {
  const known = pl.DataFrame({ name: ["B02_s1.tif", "B2_s01.tif"], drug: ["taxol", "DMSO"] });
  assertThrows(
    () => mergeByFile(cells, { table: known, column: "name", file: "drugs.csv" }),
    Error,
    "B02_s1.tif in line 2 and B2_s01.tif in line 3",
  );
});

Deno.test("mergeByFile() refuses columns of one name, and names without a key", () => {
  const both = pl.DataFrame({ name: ["B02_s1.tif"], area: [5] });
  assertThrows(() => mergeByFile(cells, { table: both, column: "name" }), Error, "column area");
  const add = { area: "Metadata_area" };
  assertEquals(
    metaValues(mergeByFile(cells, { table: both, column: "name" }, { add }).table, "Metadata_area"),
    [5, 5, null],
  );
  const empty = pl.DataFrame({ name: ["__.tif"], drug: ["x"] });
  assertThrows(
    () => mergeByFile(cells, { table: empty, column: "name" }),
    Error,
    "nothing is left",
  );
});

Deno.test("mergeByFile() refuses one row for images of two wells, and only where there is such a row", () => {
  const measured = {
    table: pl.DataFrame({ file: ["a/x_w1.tif", "b/x_w1.tif"], well: ["B02", "B03"] }),
    column: "file",
  };
  const of = (name: string) => ({
    table: pl.DataFrame({ name: [name], d: ["t"] }),
    column: "name",
  });
  assertEquals(mergeByFile(measured, of("x.tif")).matched, 2);
  assertThrows(
    () => mergeByFile(measured, of("x.tif"), { agree: "well" }),
    Error,
    "a/x_w1.tif of well B02 and b/x_w1.tif of well B03",
  );
  assertEquals(mergeByFile(measured, of("y.tif"), { agree: "well" }).matched, 0);
});

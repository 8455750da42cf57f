import { assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { makeProfiles } from "../../../lib/core/profiles.ts";
import { RowGroup } from "../../../lib/data/parquet/row_group.ts";

function block(...wells: string[]) {
  const meta = pl.DataFrame({ Metadata_Well: wells });
  const number = (well: string) => well.charCodeAt(0);
  return makeProfiles(
    meta,
    ["a", "b"],
    Float64Array.from(wells.flatMap((well) => [number(well), -number(well)])),
  );
}

Deno.test("RowGroup takes rows until it is full, column by column, and uses its memory again", () => {
  const group = new RowGroup(block("A"), 7);
  assertEquals([group.capacity, group.rows, group.full], [3, 0, false]);
  assertEquals(group.fill(block("A", "B")), 2);
  assertEquals(group.fill(block("C", "D"), 0), 1);
  assertEquals([group.full, group.meta], [true, [["A", "B", "C"]]]);
  assertEquals(group.column(1), Float64Array.of(-65, -66, -67));
  const memory = group.column(0).buffer;
  group.clear();
  assertEquals(group.fill(block("C", "D"), 1), 1);
  assertEquals([group.meta, group.column(0)], [[["D"]], Float64Array.of(68)]);
  assertEquals(group.column(0).buffer, memory);
});

Deno.test("RowGroup holds a row however wide it is, and no feature that is not there", () => {
  const group = new RowGroup(block("A"), 1);
  assertEquals(group.capacity, 1);
  assertThrows(() => group.column(2), Error, "no such feature");
});

import { assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../lib/core/errors.ts";
import { groupRows } from "../../lib/core/group_rows.ts";

const meta = pl.DataFrame([
  pl.Series("plate", ["P2", "P1", "P2", "P1"], pl.Utf8),
  pl.Series("dose", [0.3, 0, 0.3, null], pl.Float64),
]);

Deno.test("groupRows() keeps groups in the order in which they first appear", () => {
  assertEquals([...groupRows(meta, "plate")], [["P2", [0, 2]], ["P1", [1, 3]]]);
});

Deno.test("groupRows() joins several columns by a tab and writes a missing value as ∅", () => {
  assertEquals([...groupRows(meta, ["plate", "dose"])], [
    ["P2\t0.3", [0, 2]],
    ["P1\t0", [1]],
    ["P1\t∅", [3]],
  ]);
});

Deno.test("groupRows() refuses two different values that read the same", () => {
  const tabs = pl.DataFrame({ a: ["x\ty", "x"], b: ["z", "y\tz"] });
  assertThrows(() => groupRows(tabs, ["a", "b"]), InputError, "different values read the same");
  const gaps = pl.DataFrame([pl.Series("a", [null, "∅"], pl.Utf8)]);
  assertThrows(() => groupRows(gaps, "a"), InputError, "row 2");
});

Deno.test("groupRows() names a column that is missing", () => {
  assertThrows(() => groupRows(meta, ["plate", "well"]), InputError, "column well");
});

Deno.test("groupRows() of no rows is empty", () => {
  assertEquals(groupRows(meta.limit(0), "plate").size, 0);
});

import { assertEquals, assertThrows } from "@std/assert";
import { crossTable } from "../../lib/core/cross_table.ts";

Deno.test("crossTable() counts every pair once, in the order given", () => {
  const table = crossTable(["a", "a", "b"], ["x", "y", "y"], {
    rows: ["b", "a", "c"],
    columns: ["y", "x"],
  });
  assertEquals(table.rows, ["b", "a", "c"]);
  assertEquals([...table.counts.data], [1, 0, 1, 1, 0, 0]);
});

Deno.test("crossTable() refuses lists of different length", () => {
  assertThrows(() => crossTable(["a"], []), RangeError, "1 labels and 0");
});

Deno.test("crossTable() refuses a value that the order does not name", () => {
  assertThrows(() => crossTable(["a"], ["x"], { columns: ["y"] }), RangeError, '"x"');
});

import { assertEquals } from "@std/assert";
import { eachColumn } from "../../lib/profile/each_column.ts";

Deno.test("eachColumn() visits every column of the rows asked for, block after block", () => {
  const n = 70_000, width = 20; // wider than a block of that many rows
  const values = Float32Array.from({ length: n * width }, (_, i) => i % width);
  const seen: number[] = [];
  const rows = Int32Array.from({ length: n }, (_, i) => n - 1 - i);
  eachColumn(values, width, rows, (column, block, start, end) => {
    const numbers = block.subarray(start, end);
    assertEquals([numbers.length, numbers[0], numbers[n - 1]], [n, column, column]);
    seen.push(column);
  });
  assertEquals(seen, Array.from({ length: width }, (_, i) => i));
});

Deno.test("eachColumn() leaves missing values out", () => {
  const found: number[][] = [];
  eachColumn(new Float64Array([NaN, 1, 2, NaN, 3, NaN]), 2, [0, 1, 2], (_, block, start, end) => {
    found.push([...block.subarray(start, end)]);
  });
  assertEquals(found, [[2, 3], [1]]);
});

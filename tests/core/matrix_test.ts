import { assertEquals } from "@std/assert";
import { type Matrix, zeros } from "../../lib/core/matrix.ts";

Deno.test("zeros() makes a matrix of 64-bit zeros, row after row", () => {
  const matrix: Matrix = zeros(2, 3);
  assertEquals([matrix.rows, matrix.cols], [2, 3]);
  assertEquals(matrix.data, new Float64Array(6));
});

Deno.test("zeros() makes matrices without rows", () => {
  assertEquals(zeros(0, 5).data.length, 0);
});

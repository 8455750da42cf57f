import { assertEquals } from "@std/assert";
import { transpose } from "../../lib/core/transpose.ts";

Deno.test("transpose() turns matrices of every size around its squares", () => {
  for (const [rows, cols] of [[1, 1], [2, 3], [32, 33], [70, 31]] as const) {
    const data = Float64Array.from({ length: rows * cols }, (_, i) => i);
    const turned = transpose({ rows, cols, data });
    assertEquals([turned.rows, turned.cols], [cols, rows]);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < cols; j++) assertEquals(turned.data[j * rows + i], i * cols + j);
    }
    assertEquals(transpose(turned).data, data);
  }
});

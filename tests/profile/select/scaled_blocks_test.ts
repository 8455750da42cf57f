import { assertEquals } from "@std/assert";
import { meanScale } from "../../../lib/profile/normalize/mean_scale.ts";
import { scaledBlocks, varies } from "../../../lib/profile/select/scaled_blocks.ts";

Deno.test("scaledBlocks() lay columns out as rows, missing values and columns without spread as 0", () => {
  const values = new Float64Array([1, 4, 9, 0, 4, NaN, 3, 4, 5]), rows = [2, 0];
  const known = meanScale(values, 3, [0, 2], 0);
  const [block, ...more] = scaledBlocks(values, 3, rows, [2, 1, 0], known);
  assertEquals([block!.first, block!.scaled.rows, block!.scaled.cols, more.length], [0, 3, 2, 0]);
  assertEquals([...block!.scaled.data], [-1, 1, 0, 0, 1, -1]);
  const [holed] = scaledBlocks(values, 3, [1], [2], known);
  assertEquals([...holed!.scaled.data], [0]);
  assertEquals([0, 1].map((column) => varies(known, column)), [true, false]);
});

Deno.test("scaledBlocks() go through all rows, block after block", () => {
  const n = 300_000, width = 20, values = Float64Array.from({ length: n }, (_, i) => i % 2);
  const rows = Int32Array.from({ length: n }, (_, i) => i);
  const known = meanScale(values, 1, rows, 0), columns = new Array<number>(width).fill(0);
  let seen = 0;
  for (const { first, scaled } of scaledBlocks(values, 1, rows, columns, known)) {
    assertEquals([first, scaled.data[0], scaled.data.at(-1)], [
      seen,
      first % 2 === 0 ? -1 : 1,
      (first + scaled.cols) % 2 === 0 ? 1 : -1,
    ]);
    seen += scaled.cols;
  }
  assertEquals(seen, n);
});

import { assertAlmostEquals, assertEquals } from "@std/assert";
import { columnMeans, prepare } from "../../../lib/profile/distance/prepare.ts";

const matrix = { rows: 2, cols: 3, data: new Float64Array([3, 0, 4, 1, 2, 3]) };

Deno.test("prepare() gives rows of length 1 for cosine and Pearson", () => {
  const cosine = prepare(matrix, "cosine", new Float64Array(0));
  assertAlmostEquals(cosine.rows.data[0]!, 0.6, 1e-7);
  for (const square of cosine.squares) assertAlmostEquals(square, 1, 1e-6);
  const { data } = prepare(matrix, "pearson", new Float64Array(0)).rows;
  assertAlmostEquals(data[3]! + data[4]! + data[5]!, 0, 1e-7);
});

Deno.test("prepare() moves rows by the origin for Euclid", () => {
  const { rows, squares } = prepare(matrix, "euclidean", columnMeans(matrix));
  assertEquals([...rows.data], [1, -1, 0.5, -1, 1, -0.5]);
  assertEquals([...squares], [2.25, 2.25]);
});

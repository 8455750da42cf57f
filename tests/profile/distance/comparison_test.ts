import { assertAlmostEquals, assertEquals } from "@std/assert";
import { multiply } from "../../../lib/core/multiply.ts";
import { Comparison } from "../../../lib/profile/distance/comparison.ts";
import fixture from "../fixtures/distance.json" with { type: "json" };

const matrix = (rows: number[][]) => ({
  rows: rows.length,
  cols: 6,
  data: Float64Array.from(rows.flat()),
});
const left = matrix(fixture.left), right = matrix(fixture.right);
const reference = {
  cosine: fixture.cosine,
  pearson: fixture.pearson,
  euclidean: fixture.euclidean,
};

for (const metric of ["cosine", "pearson", "euclidean"] as const) {
  Deno.test(`Comparison gives SciPy's values as similarity, for any rows: ${metric}`, async () => {
    const comparison = new Comparison(left, right, metric, multiply);
    const rows = new Int32Array([20, 3, 3]), cols = new Int32Array([8, 0]);
    const { data } = await comparison.block(rows, cols);
    for (const [i, row] of rows.entries()) {
      for (const [j, col] of cols.entries()) {
        const distance = reference[metric][row]![col]!;
        const wanted = metric === "euclidean" ? -(distance ** 2) : 1 - distance;
        assertAlmostEquals(data[i * 2 + j]!, wanted, 1e-5 * Math.max(1, Math.abs(wanted)));
        assertAlmostEquals(comparison.pair(row, col), data[i * 2 + j]!, 1e-5 * Math.abs(wanted));
      }
    }
    const all = await comparison.block(new Int32Array([3]));
    assertEquals([all.cols, all.data[8]], [9, data[2]]);
  });
}

Deno.test("Comparison gives equal rows equal values, so that they tie", async () => {
  for (const metric of ["cosine", "pearson", "euclidean"] as const) {
    const { data } = await new Comparison(right, left, metric, multiply).block(new Int32Array([5]));
    assertEquals(data[3], data[7]); // rows 3 and 7 of the fixture are the same
  }
});

Deno.test("Comparison says which rows have no direction", () => {
  const flat = { rows: 2, cols: 2, data: new Float64Array([3, 3, 0, 0]) };
  const bare = (metric: "cosine" | "pearson" | "euclidean") => {
    const comparison = new Comparison(flat, flat, metric, multiply);
    return [comparison.bare(0), comparison.bare(1)];
  };
  assertEquals([bare("cosine"), bare("pearson"), bare("euclidean")], [
    [false, true],
    [true, true],
    [false, false],
  ]);
});

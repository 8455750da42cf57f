import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { multiply } from "../../lib/core/multiply.ts";
import { distanceBlocks, distances } from "../../lib/profile/distance.ts";
import fixture from "./fixtures/distance.json" with { type: "json" };

function matrix(rows: number[][]) {
  return { rows: rows.length, cols: rows[0]?.length ?? 0, data: Float64Array.from(rows.flat()) };
}

for (const metric of ["cosine", "pearson", "euclidean"] as const) {
  Deno.test(`distances() agrees with SciPy: ${metric}`, async () => {
    const to = matrix(fixture.right);
    const found = await distances(matrix(fixture.left), { metric, to, blockRows: 5 });
    assertEquals([found.rows, found.cols], [23, 9]);
    fixture[metric].flat().forEach((value, i) => {
      assertAlmostEquals(found.data[i]!, value, 1e-6 * Math.max(1, value));
    });
  });
}

Deno.test("distances() among the rows themselves are 0 on the diagonal and for twins", async () => {
  for (const metric of ["cosine", "pearson", "euclidean"] as const) {
    const found = await distances(matrix(fixture.left), { metric });
    for (let i = 0; i < 23; i++) assertEquals(found.data[i * 23 + i], 0);
    assertAlmostEquals(found.data[3 * 23 + 7]!, 0, 1e-7);
  }
});

Deno.test("Euclidean distances keep their digits far from the origin and close together", async () => {
  const rows = [[1e6, 1e6], [1e6 + 0.003, 1e6 + 0.004], [1e6 + 3, 1e6 - 4]];
  const found = await distances(matrix(rows), { metric: "euclidean" });
  assertAlmostEquals(found.data[1]!, 0.005, 1e-9);
  assertAlmostEquals(found.data[2]!, 5, 1e-6);
});

Deno.test("rows without direction are at distance 1, never NaN", async () => {
  const rows = [[0, 0, 0], [0.1, 0.1, 0.1], [1, 2, 4]];
  const cosine = await distances(matrix(rows));
  assertEquals([...cosine.data.subarray(0, 3)], [1, 1, 1]);
  const pearson = await distances(matrix(rows), { metric: "pearson" });
  assertEquals([...pearson.data.subarray(3, 6)], [1, 1, 1]);
});

Deno.test("cosine distances hold for rows too large and too small to square", async () => {
  const found = await distances(matrix([[1e200, 0], [1e-200, 1e-200]]));
  assertAlmostEquals(found.data[1]!, 1 - Math.SQRT1_2, 1e-7);
});

Deno.test("distanceBlocks() asks the engine for blocks of the size given", async () => {
  const asked: number[] = [];
  const product: typeof multiply = (left, right) => {
    asked.push(left.rows);
    return multiply(left, right);
  };
  const starts: number[] = [];
  const options = { blockRows: 10, product };
  for await (const { start } of distanceBlocks(matrix(fixture.left), options)) starts.push(start);
  assertEquals([asked, starts], [[10, 10, 3], [0, 10, 20]]);
});

Deno.test("distances() refuses values that are not finite and rows of another length", async () => {
  await assertRejects(() => distances(matrix([[1, NaN]])), InputError, "row 1, column 2");
  await assertRejects(
    () => distances(matrix([[1, 2]]), { to: matrix([[1]]) }),
    InputError,
    "2 and 1 features",
  );
});

Deno.test("distances() of no rows are none", async () => {
  assertEquals((await distances({ rows: 0, cols: 3, data: new Float64Array() })).data.length, 0);
});

import { assertEquals } from "@std/assert";
import { modzWeights } from "../../../lib/profile/consensus/modz_weights.ts";
import { assertNear } from "../reference.ts";

Deno.test("modzWeights() gives a replicate that contradicts the others next to nothing", () => {
  const weights = modzWeights([[1, 2, 3, 4], [2, 3, 4, 5], [4, 3, 2, 1]], {
    correlation: "pearson",
  });
  assertNear(weights, [0.5 / 1.01, 0.5 / 1.01, 0.01 / 1.01], 1e-12);
});

Deno.test("modzWeights() are equal where nothing correlates, and never NaN without spread", () => {
  assertEquals([...modzWeights([[5, 5, 5], [7, 7, 7]])], [0.5, 0.5]);
  assertEquals([...modzWeights([[1, 2], [2, 1]], { minWeight: 0 })], [0.5, 0.5]);
  assertEquals([...modzWeights([[0.1, 0.1, 0.1], [1, 2, 3]], { minWeight: 0 })], [0.5, 0.5]);
});

Deno.test("modzWeights() leaves out features that a replicate lacks", () => {
  const rows = [[1, NaN, 2, 3], [1, 9, 3, 2], [2, 0, 1, 3]];
  const without = rows.map((row) => row.filter((_, feature) => feature !== 1));
  assertEquals(modzWeights(rows), modzWeights(without));
});

import { assertAlmostEquals, assertEquals } from "@std/assert";
import { sortedQuantile } from "../../lib/core/quantile.ts";

Deno.test("sortedQuantile() gives what numpy.quantile gives", () => {
  // numpy.quantile([-3, 0.5, 0.5, 2, 7.25, 100], …)
  const values = [-3, 0.5, 0.5, 2, 7.25, 100];
  const expected = [[0, -3], [0.025, -2.5625], [0.25, 0.5], [0.5, 1.25], [0.9, 53.625], [1, 100]];
  for (const [probability, value] of expected) {
    assertAlmostEquals(sortedQuantile(values, probability!), value!, 1e-12);
  }
});

Deno.test("sortedQuantile() of one value is that value, of none NaN", () => {
  assertEquals([sortedQuantile([5], 0), sortedQuantile([5], 0.3), sortedQuantile([], 0.5)], [
    5,
    5,
    NaN,
  ]);
});

import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { bootstrapMean } from "../../lib/core/bootstrap_mean.ts";
import { Random } from "../../lib/core/random.ts";

Deno.test("bootstrapMean() of normal values is as wide as theory says", () => {
  const random = new Random(5), n = 400;
  const values = Array.from({ length: n }, () => random.normal(10, 2));
  const { value, low, high } = bootstrapMean(values, { resamples: 4000 });
  const mean = values.reduce((a, b) => a + b) / n;
  const deviation = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n);
  assertAlmostEquals(value, mean, 1e-12);
  assertAlmostEquals(high - low, 2 * 1.96 * deviation / Math.sqrt(n), 0.02);
});

Deno.test("bootstrapMean() of one value has no width, of none it is NaN", () => {
  assertEquals(bootstrapMean([3]), { value: 3, low: 3, high: 3 });
  assertEquals(bootstrapMean([]), { value: NaN, low: NaN, high: NaN });
});

Deno.test("bootstrapMean() gives the same interval for the same seed", () => {
  const values = [1, 5, 2, 9, 4, 4];
  assertEquals(bootstrapMean(values, { seed: 3 }), bootstrapMean(values, { seed: 3 }));
  assert(bootstrapMean(values, { seed: 3 }).low >= 1);
});

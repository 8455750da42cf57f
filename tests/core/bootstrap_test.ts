import { assertAlmostEquals, assertEquals } from "@std/assert";
import { bootstrapIntervals } from "../../lib/core/bootstrap.ts";
import { Random } from "../../lib/core/random.ts";

Deno.test("bootstrapIntervals() of a mean is as wide as theory says", () => {
  const random = new Random(4);
  const values = Array.from({ length: 200 }, () => random.normal(10, 2));
  const mean = (rows: Int32Array) => rows.reduce((sum, row) => sum + values[row]!, 0) / rows.length;
  const [interval] = bootstrapIntervals(200, (rows) => [mean(rows)], { resamples: 4000 });
  const centre = mean(Int32Array.from(values.keys()));
  const spread = Math.sqrt(values.reduce((sum, v) => sum + (v - centre) ** 2, 0) / 200 / 200);
  assertAlmostEquals((interval!.high - interval!.low) / (2 * 1.96 * spread), 1, 0.06);
  assertAlmostEquals((interval!.low + interval!.high) / 2, centre, 0.1 * spread);
});

Deno.test("bootstrapIntervals() gives one interval a statistic, the same for one seed", () => {
  const twice = () =>
    bootstrapIntervals(5, (rows) => [rows[0]!, 7, NaN], { seed: 3, resamples: 50 });
  assertEquals(twice(), twice());
  assertEquals(twice().slice(1), [{ low: 7, high: 7 }, { low: NaN, high: NaN }]);
});

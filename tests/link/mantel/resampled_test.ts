import { assertAlmostEquals, assertEquals } from "@std/assert";
import { pairValues } from "../../../lib/link/pairs.ts";
import { partialCorrelation, resampledCorrelation } from "../../../lib/link/mantel/resampled.ts";
import { fixture, square } from "../spaces.ts";

interface Resample {
  rows: number[];
  plain: number;
  partial: number;
}
const { large } = await fixture<{
  large: { n: number; matrices: Record<string, number[]>; resamples: Record<string, Resample[]> };
}>("mantel.json");
const list = (name: string) => pairValues(square(large.matrices[name]!), name);

Deno.test("resampledCorrelation() of objects drawn twice is R's, without pairs of copies", () => {
  const [x, y, z, w] = ["x", "y", "z", "w"].map(list) as [Float64Array, ...Float64Array[]];
  for (const [method, resamples] of Object.entries(large.resamples)) {
    const plain = resampledCorrelation([x, y!], large.n, method === "spearman");
    const partial = resampledCorrelation([x, y!, z!, w!], large.n, method === "spearman");
    for (const { rows, ...expected } of resamples) {
      const drawn = Int32Array.from(rows);
      assertAlmostEquals(plain(drawn), expected.plain, 1e-10);
      assertAlmostEquals(partial(drawn), expected.partial, 1e-10);
    }
  }
});

Deno.test("resampledCorrelation() is NaN where one object only was drawn", () => {
  const correlation = resampledCorrelation([list("x"), list("y")], large.n, false);
  assertEquals(correlation(new Int32Array(large.n)), NaN);
});

Deno.test("partialCorrelation() ignores a controlled list that another explains", () => {
  const [x, y, z] = ["x", "y", "z"].map(list) as [Float64Array, Float64Array, Float64Array];
  const weights = new Float64Array(x.length).fill(1), double = z.map((value) => 2 * value + 1);
  const once = partialCorrelation([x, y, z], weights);
  assertAlmostEquals(partialCorrelation([x, y, z, double], weights), once, 1e-9);
  assertEquals(partialCorrelation([x, y, x], weights), NaN);
});

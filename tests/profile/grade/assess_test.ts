import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { assess } from "../../../lib/profile/grade/assess.ts";

/** The weighted mean of some values, as a score. */
const part = (values: readonly number[], score = "NSC") => ({
  about: "biology" as const,
  score,
  chance: 0.25,
  value: (weights: Float64Array) => {
    const total = weights.reduce((a, b) => a + b);
    return values.reduce((sum, value, i) => sum + value * weights[i]!, 0) / total;
  },
});
const values = Array.from({ length: 40 }, (_, i) => (i * 7 % 11) / 10);
const raised = values.map((value) => value + 0.5);

Deno.test("each correction is set beside the floor and the truth", () => {
  const parts = [values, raised, raised].map((own) => [part(own), part(own, "NSCB")]);
  const scores = assess(40, parts, true);
  const mean = values.reduce((a, b) => a + b) / 40;
  assertEquals(scores.map((own) => own.map(({ score }) => score)), Array(3).fill(["NSC", "NSCB"]));
  const [floor, middle] = scores.map(([first]) => first);
  assertAlmostEquals(floor!.value, mean, 1e-12);
  assertAlmostEquals(middle!.fromFloor.value, 0.5, 1e-12);
  assertAlmostEquals(floor!.fromTruth.value, -0.5, 1e-12);
  assertEquals([middle!.fromTruth.value, middle!.chance, middle!.about], [0, 0.25, "biology"]);
});

Deno.test("differences share their resamples: what is raised evenly has no width", () => {
  const [floor, other] = assess(40, [[part(values)], [part(raised)]], false).map(([one]) => one);
  assert(floor!.high - floor!.low > 0.1);
  assertAlmostEquals(other!.fromFloor.low, 0.5, 1e-12);
  assertAlmostEquals(other!.fromFloor.high, 0.5, 1e-12);
  assertEquals(other!.fromTruth.value, NaN);
});

Deno.test("a seed draws the same resamples again, another one others", () => {
  const run = (seed: number) =>
    assess(40, [[part(values)]], false, { seed, resamples: 20 })[0]![0]!;
  assertEquals(run(1), run(1));
  assert(run(1).low !== run(2).low);
});

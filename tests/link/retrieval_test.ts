import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { zeros } from "../../lib/core/matrix.ts";
import { Random } from "../../lib/core/random.ts";
import { chanceOf, retrieve, shuffledPartners } from "../../lib/link/retrieval.ts";

function noise(n: number, seed: number) {
  const random = new Random(seed), matrix = zeros(n, n);
  matrix.data.forEach((_, i) => matrix.data[i] = random.normal());
  return matrix;
}

Deno.test("retrieve() counts the rank of the partner", () => {
  const scores = zeros(12, 12);
  scores.data.forEach((_, i) => scores.data[i] = -(i % 12)); // candidate 0 before 1 before 2
  const found = retrieve(scores);
  assertEquals(found[0], [1, 1, 1, 1]);
  assertEquals(found[4], [0, 1, 1, 1 / 5]);
  assertEquals(found[5], [0, 0, 1, 1 / 6]);
  assertEquals(found[10], [0, 0, 0, 1 / 11]);
});

Deno.test("retrieve() gives a model that says nothing exactly what chance has", () => {
  assertEquals(retrieve(zeros(20, 20))[3], chanceOf(20));
  const [top1, top5, top10, reciprocal] = chanceOf(20);
  assertAlmostEquals(top1, 0.05);
  assertAlmostEquals(top5, 0.25);
  assertAlmostEquals(top10, 0.5);
  assertAlmostEquals(reciprocal, 0.179886982856, 1e-9); // (1 + 1/2 + … + 1/20) / 20
});

Deno.test("retrieve() takes a score that is NaN as the worst", () => {
  const data = new Float64Array([NaN, 0.5, 0.1, 0.2]);
  assertEquals(retrieve({ rows: 2, cols: 2, data }).map((one) => one[0]), [0, 1]);
});

Deno.test("retrieve() of random scores comes to chance in the mean", () => {
  const found = retrieve(noise(400, 3));
  const mean = found.reduce((sum, one) => sum + one[3], 0) / 400;
  assertAlmostEquals(mean, chanceOf(400)[3], 0.008);
});

Deno.test("shuffledPartners() is uniform where there is nothing, and small where there is something", () => {
  const ps = Array.from(
    { length: 60 },
    (_, seed) => shuffledPartners([noise(12, seed)], { permutations: 99, seed }).p,
  );
  const low = ps.filter((p) => p <= 0.2).length;
  assert(low > 4 && low < 22, `${low} of 60 at most 0.2`);
  const signal = noise(12, 1);
  for (let i = 0; i < 12; i++) signal.data[13 * i]! += 2;
  assert(shuffledPartners([signal], { permutations: 999 }).p < 0.01);
});

import { assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { Ranking } from "../../../lib/profile/precision/ranking.ts";

/** Average precision of one order: true for positives. */
function precisionOf(order: boolean[]): number {
  let hits = 0, sum = 0;
  order.forEach((positive, i) => sum += positive ? ++hits / (i + 1) : 0);
  return sum / hits;
}

function orders<T>(items: T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) => orders(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}

Deno.test("Ranking gives the mean over all orders of the ties", () => {
  const random = new Random(3);
  for (let round = 0; round < 12; round++) {
    const positives = Array.from({ length: 1 + random.integer(3) }, () => random.integer(3));
    const negatives = Array.from({ length: 1 + random.integer(3) }, () => random.integer(3));
    const items = [
      ...positives.map((value) => ({ value, positive: true })),
      ...negatives.map((value) => ({ value, positive: false })),
    ];
    const sorted = orders(items).filter((order) =>
      order.every(({ value }, i) => i === 0 || value <= order[i - 1]!.value)
    );
    const wanted = sorted.reduce((sum, order) =>
      sum + precisionOf(order.map(({ positive }) => positive)), 0) / sorted.length;
    const ranking = new Ranking(3);
    ranking.start([...positives], positives.length);
    for (const value of negatives) {
      ranking.add(value);
    }
    assertAlmostEquals(ranking.value(), wanted, 1e-12);
    ranking.start([...positives], positives.length);
    ranking.addSorted(Float32Array.from(negatives).sort());
    assertAlmostEquals(ranking.value(), wanted, 1e-12, "added at once");
  }
});

Deno.test("Ranking takes negatives away again", () => {
  const ranking = new Ranking(2);
  ranking.start([0.2, 0.8], 2);
  for (const value of [0.5, 0.2, 0.9, 0.1]) ranking.add(value);
  for (const value of [0.5, 0.2, 0.1]) ranking.add(value, -1);
  assertAlmostEquals(ranking.value(), (1 / 2 + 2 / 3) / 2, 1e-12);
});

Deno.test("Ranking without positives is NaN", () => {
  const ranking = new Ranking(1);
  ranking.start([], 0);
  ranking.add(1);
  assertEquals(ranking.value(), NaN);
});

Deno.test("Ranking sorts many positives, too", () => {
  const values = Array.from({ length: 60 }, (_, i) => (i * 37) % 60);
  const ranking = new Ranking(60);
  ranking.start(values, 60);
  ranking.add(100);
  const wanted = Array.from({ length: 60 }, (_, i) => (i + 1) / (i + 2)).reduce((a, b) => a + b) /
    60;
  assertAlmostEquals(ranking.value(), wanted, 1e-12);
});

import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { sequentialPValue } from "../../../lib/profile/precision/sequential.ts";

Deno.test("sequentialPValue() counts what was seen among the draws where all are drawn", () => {
  assertEquals(sequentialPValue(99, (draw) => draw < 4), 0.05);
  assertEquals(sequentialPValue(9, () => true), 1);
});

Deno.test("sequentialPValue() is near the share of extreme draws, and draws no more than it needs", () => {
  const random = new Random(3);
  for (const share of [0.01, 0.05, 0.3, 0.9]) {
    let drawn = 0;
    const p = sequentialPValue(10_000, () => (drawn++, random.uniform() < share));
    assertAlmostEquals(p, share, 4 * share * Math.sqrt((1 - share) / Math.min(400, 1e4 * share)));
    assert(share < 0.04 ? drawn === 10_000 : Math.abs(drawn - 400 / share) < 100 / share);
  }
});

Deno.test("p-values of sequentialPValue() are uniform under the null", () => {
  const random = new Random(5), runs = 2000;
  const values = Float64Array.from({ length: runs }, () => {
    const seen = random.uniform();
    return sequentialPValue(2000, () => random.uniform() >= seen);
  }).sort();
  const distance = values.reduce((most, p, i) => Math.max(most, Math.abs(p - (i + 0.5) / runs)), 0);
  // The Kolmogorov-Smirnov distance that one null in a thousand exceeds.
  assert(distance < 1.95 / Math.sqrt(runs), String(distance));
});

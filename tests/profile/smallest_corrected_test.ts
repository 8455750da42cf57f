import { assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { benjaminiHochberg } from "../../lib/profile/benjamini_hochberg.ts";
import { smallestCorrected } from "../../lib/profile/smallest_corrected.ts";

Deno.test("smallestCorrected() is the correction with one p-value at its smallest and the others as found", () => {
  const random = new Random(4);
  for (let trial = 0; trial < 50; trial++) {
    const smallest = Array.from({ length: 12 }, () => [0.002, 0.05, 0.1][random.integer(3)]!);
    const pValues = smallest.map((least) => Math.min(1, least * (1 + random.integer(12))));
    const found = smallestCorrected(pValues, smallest);
    for (const [i, least] of smallest.entries()) {
      const best = benjaminiHochberg(pValues.map((p, j) => j === i ? least : p))[i]!;
      assertAlmostEquals(found[i]!, best, 1e-12);
    }
  }
});

Deno.test("smallestCorrected() leaves tests without a p-value out of the count", () => {
  assertEquals([...smallestCorrected([NaN, 0.2], [0.01, 0.1])], [NaN, 0.1]);
});

/** Step by step, for each test over all others: what the fast way must equal to the last bit. */
function slowly(pValues: readonly number[], smallest: readonly number[]): number[] {
  const count = pValues.filter((p) => !Number.isNaN(p)).length;
  return pValues.map((own, i) => {
    if (Number.isNaN(own)) return NaN;
    const others = pValues.filter((p, j) => j !== i && !Number.isNaN(p)).sort((a, b) => b - a);
    let rank = count, least = 1;
    for (const p of others.filter((p) => p > smallest[i]!)) {
      least = Math.min(least, p * count / rank--);
    }
    return Math.min(least, smallest[i]! * count / rank);
  });
}

Deno.test("smallestCorrected() has every bit of the slow way, ties and missing tests among them", () => {
  const random = new Random(8);
  for (const n of [0, 1, 2, 3, 17, 64, 200]) {
    for (let trial = 0; trial < 20; trial++) {
      const draw = () => (1 + random.integer(40)) / 40;
      const smallest = Array.from({ length: n }, () => random.integer(3) === 0 ? draw() : 0.001);
      const pValues = smallest.map(() => random.integer(9) === 0 ? NaN : draw());
      assertEquals([...smallestCorrected(pValues, smallest)], slowly(pValues, smallest));
    }
  }
});

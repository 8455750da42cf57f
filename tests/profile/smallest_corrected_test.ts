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

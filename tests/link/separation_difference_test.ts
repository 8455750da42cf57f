import { assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { groupSeparation } from "../../lib/link/group_separation.ts";
import { separationDifference } from "../../lib/link/separation_difference.ts";
import { assertUniform, cloud, euclid } from "./spaces.ts";

const quick = { permutations: 99, resamples: 50, groupPermutations: 99 };

Deno.test("separationDifference() is the difference of both areas, and 0 for one space twice", () => {
  const random = new Random(3), labels = [..."aaabbbcccdddeee"];
  const [x, y] = [cloud(random, 15, 3), cloud(random, 15, 3)].map(euclid);
  const area = (far: typeof x) => groupSeparation(far!, labels, quick).all.value;
  assertAlmostEquals(separationDifference(x!, y!, labels, quick).value, area(y) - area(x), 1e-12);
  const { value, interval, null: { pValue } } = separationDifference(x!, x!, labels, quick);
  assertEquals([value, interval, pValue], [0, { low: 0, high: 0 }, 1]);
});

Deno.test("p-values of separationDifference() are valid for labels without meaning, both sides", () => {
  const random = new Random(16), labels = [..."aaabbbcccdddeee"];
  const pValues = Array.from({ length: 300 }, (_, seed) => {
    const [x, y] = [cloud(random, 15, 3), cloud(random, 15, 2)].map(euclid);
    return separationDifference(x!, y!, labels, { permutations: 99, resamples: 1, seed })
      .null.pValue;
  });
  // Twice the smaller side is a multiple of 2 / 100.
  assertUniform(pValues, 50);
});

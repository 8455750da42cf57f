import { assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { pairRanks } from "../../lib/link/pair_ranks.ts";
import { pairValues } from "../../lib/link/pairs.ts";
import { cloud, euclid, square } from "./spaces.ts";

Deno.test("pairRanks() has a mean of a half, and does not depend on the scale", () => {
  const far = euclid(cloud(new Random(1), 8, 2)), ranks = pairRanks(far);
  const mean = pairValues(ranks, "ranks").reduce((sum, rank) => sum + rank / 28, 0);
  assertAlmostEquals(mean, 0.5, 1e-12);
  assertEquals(pairRanks({ ...far, data: far.data.map((d) => d * d) }), ranks);
});

Deno.test("pairRanks() puts equal distances in the middle of their places", () => {
  assertEquals([...pairRanks(square([0, 4, 4, 4, 0, 4, 4, 4, 0])).data.subarray(1, 3)], [0.5, 0.5]);
});

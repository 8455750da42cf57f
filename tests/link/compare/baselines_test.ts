import { assertAlmostEquals, assertEquals } from "@std/assert";
import {
  canonicalCorrelation,
  nearestNeighbours,
  ridgeRegression,
} from "../../../lib/link/compare/baselines.ts";
import { takeCompounds } from "../../../lib/link/matched.ts";
import { planted } from "../planted.ts";

const matched = planted(20, 1, 5);
const train = takeCompounds(matched, Array.from({ length: 15 }, (_, i) => i));

Deno.test("nearestNeighbours() with one neighbour score a candidate by its fingerprint's Tanimoto", async () => {
  // A test compound that is one of training: its nearest neighbour is itself, so that a candidate
  // gets its similarity to that compound.
  const test = takeCompounds(matched, [3, 7, 18]);
  const { toStructure } = await (await nearestNeighbours([1]).prepare(train)({ k: 1 })).score(test);
  assertEquals(toStructure.data[0], 1);
  const [a, b] = [matched.prints.data[3]!, matched.prints.data[7]!];
  const count = (word: number) => word.toString(2).replaceAll("0", "").length;
  assertAlmostEquals(toStructure.data[1]!, count((a & b) >>> 0) / count((a | b) >>> 0), 1e-12);
});

Deno.test("all baselines score every pair in both directions, also for one test compound", async () => {
  for (const method of [nearestNeighbours(), ridgeRegression(), canonicalCorrelation()]) {
    for (const setting of method.settings) {
      const fitted = await method.prepare(train)(setting);
      const { toStructure, toProfile } = await fitted.score(takeCompounds(matched, [16]));
      assertEquals([toStructure.rows, toStructure.cols, toProfile.rows], [1, 1, 1]);
      assertEquals([toStructure, toProfile].every(({ data }) => data.every(Number.isFinite)), true);
    }
  }
});

import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { profileMatrix } from "../../../../lib/core/profiles.ts";
import { makeGeometry } from "../../../../lib/profile/reduce/geometry.ts";
import { findNeighbours } from "../../../../lib/profile/reduce/neighbours.ts";
import { affinities } from "../../../../lib/profile/reduce/tsne/affinities.ts";
import { digits, largestDifference, reference } from "../digits.ts";

Deno.test("affinities() equal openTSNE's", async () => {
  const { perplexity, graph: expected } = reference.tsne;
  const geometry = makeGeometry(profileMatrix(digits()), "euclidean");
  const neighbours = await findNeighbours(geometry, 3 * perplexity);
  const { starts, ends, weights } = affinities(neighbours, perplexity);
  const kept = expected.ends.length;
  assertEquals([...starts.subarray(0, expected.starts.length)], expected.starts);
  assertEquals([...ends.subarray(0, kept)], expected.ends);
  const largest = Math.max(...expected.weights);
  assert(largestDifference(weights.subarray(0, kept), expected.weights) < 1e-6 * largest);
  assertEquals(weights.length, expected.edges);
  assertAlmostEquals(weights.reduce((sum, x) => sum + x, 0), 1, 1e-12);
  assertAlmostEquals(weights.reduce((sum, x) => sum + x * x, 0) / expected.squares, 1, 1e-6);
});

Deno.test("affinities() of more duplicates than the perplexity are alike and no NaN", () => {
  const rows = new Int32Array([1, 2, 3, 0, 2, 3, 0, 1, 3, 0, 1, 2]);
  const distances = new Float64Array([0, 0, 5, 0, 0, 5, 0, 0, 5, 5, 5, 5]);
  const { weights } = affinities({ count: 3, rows, distances }, 1.5);
  assertAlmostEquals(weights[0]!, 2 * 0.5 / 8, 1e-9);
  assertAlmostEquals(weights.reduce((sum, x) => sum + x, 0), 1, 1e-12);
});

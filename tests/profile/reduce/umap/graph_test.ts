import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { profileMatrix } from "../../../../lib/core/profiles.ts";
import { makeGeometry } from "../../../../lib/profile/reduce/geometry.ts";
import { findNeighbours } from "../../../../lib/profile/reduce/neighbours.ts";
import { umapGraph } from "../../../../lib/profile/reduce/umap/graph.ts";
import { digits, largestDifference, reference } from "../digits.ts";

Deno.test("umapGraph() equals umap-learn's fuzzy set", async () => {
  const geometry = makeGeometry(profileMatrix(digits()), "euclidean");
  const { starts, ends, weights } = umapGraph(await findNeighbours(geometry, 14));
  const expected = reference.umap.graph, kept = expected.ends.length;
  assertEquals([...starts.subarray(0, expected.starts.length)], expected.starts);
  assertEquals([...ends.subarray(0, kept)], expected.ends);
  assert(largestDifference(weights.subarray(0, kept), expected.weights) < 1e-4);
  assertEquals(weights.length, expected.edges);
  assertAlmostEquals(weights.reduce((sum, x) => sum + x, 0), expected.sum, 0.02);
  assertAlmostEquals(weights.reduce((sum, x) => sum + x * x, 0), expected.squares, 0.02);
});

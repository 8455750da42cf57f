import { assertEquals } from "@std/assert";
import { uniteNeighbours } from "../../../lib/profile/reduce/graph.ts";

Deno.test("uniteNeighbours() is symmetric, sorted, and leaves out edges of weight 0", () => {
  const rows = new Int32Array([2, 1, 2, 0, 0, 1, 2, 1]);
  const strengths = new Float64Array([0.5, 0.25, 1, 0, 0.5, 0, 0.75, 0]);
  const graph = uniteNeighbours(
    { count: 2, rows, distances: strengths },
    strengths,
    (a, b) => a + b,
  );
  assertEquals([...graph.starts], [0, 2, 4, 7, 8]);
  assertEquals([...graph.ends], [1, 2, 0, 2, 0, 1, 3, 2]);
  assertEquals([...graph.weights], [0.25, 1, 0.25, 1, 1, 1, 0.75, 0.75]);
});

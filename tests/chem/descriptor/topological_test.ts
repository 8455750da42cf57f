import { assertAlmostEquals, assertEquals } from "@std/assert";
import { orderDistances } from "../../../lib/chem/descriptor/distances.ts";
import { topologicalIndices } from "../../../lib/chem/descriptor/topological.ts";
import { graphOf } from "./parts.ts";

const indicesOf = (smiles: string) => {
  const graph = graphOf(smiles);
  return topologicalIndices(graph, orderDistances(graph));
};

Deno.test("topologicalIndices() of isobutane follow by hand", () => {
  const { Chi0, Chi1, Ipc, AvgIpc } = indicesOf("CC(C)C");
  assertAlmostEquals(Chi0, 3 + 1 / Math.sqrt(3), 1e-12);
  assertAlmostEquals(Chi1, 3 / Math.sqrt(3), 1e-12);
  // x⁴ − 3x²: shares ¼ and ¾.
  const bits = 0.5 - 0.75 * Math.log2(0.75);
  assertAlmostEquals(AvgIpc, bits, 1e-9);
  assertAlmostEquals(Ipc, 4 * bits, 1e-9);
});

Deno.test("topologicalIndices() of a lone atom are 0", () => {
  assertEquals(Object.values(indicesOf("C")), [0, 0, 0, 0, 0, 0]);
});

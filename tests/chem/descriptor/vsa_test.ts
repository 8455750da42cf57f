import { assertEquals } from "@std/assert";
import { binnedSums, vsaEdges } from "../../../lib/chem/descriptor/vsa.ts";

Deno.test("binnedSums() puts a value on an edge into the upper bin", () => {
  assertEquals([...binnedSums([1, 2, 4, 8], [-1, 0, 2.9, 3], [0, 3])], [1, 6, 8]);
});

Deno.test("binnedSums() puts NaN into the last bin and keeps the sum", () => {
  assertEquals([...binnedSums([1, 2], [NaN, -1], [0, 3])], [2, 0, 1]);
});

Deno.test("vsaEdges are ascending and give as many bins as RDKit has names", () => {
  const bins = Object.values(vsaEdges).map((edges) => edges.length + 1);
  assertEquals(bins, [14, 10, 12, 11, 10]);
  for (const edges of Object.values(vsaEdges)) {
    assertEquals([...edges], [...edges].sort((a, b) => a - b));
  }
});

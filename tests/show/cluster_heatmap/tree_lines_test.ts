import { assertEquals } from "@std/assert";
import { treeLines } from "../../../lib/show/cluster_heatmap/tree_lines.ts";

Deno.test("treeLines() starts a higher branch in the middle of the lower one", () => {
  const tree = [{ left: 1, right: 2, height: 1 }, { left: 0, right: 3, height: 5 }];
  assertEquals(treeLines(tree, 3).slice(3), [
    { x: 0, x2: 0, y: 0, y2: 5 },
    { x: 1.5, x2: 1.5, y: 1, y2: 5 },
    { x: 0, x2: 1.5, y: 5, y2: 5 },
  ]);
});

Deno.test("treeLines() of a single leaf is nothing", () => {
  assertEquals(treeLines([], 1), []);
});

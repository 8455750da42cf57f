import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../../../lib/core/random.ts";
import { makeQuadtree } from "../../../../lib/profile/reduce/tsne/quadtree.ts";

Deno.test("makeQuadtree() holds every point once, in squares that are as small as they say", () => {
  const random = new Random(2), n = 700;
  const layout = Float64Array.from({ length: 2 * n }, () => random.normal() ** 3);
  const tree = makeQuadtree(layout);
  assertEquals([...tree.order].sort((a, b) => a - b), Array.from({ length: n }, (_, i) => i));
  assertEquals([tree.start[0], tree.end[0], tree.skip[0]], [0, n, tree.nodes]);
  for (let node = 0; node < tree.nodes; node++) {
    const points = [...tree.order.subarray(tree.start[node], tree.end[node])];
    const xs = points.map((i) => layout[2 * i]!), ys = points.map((i) => layout[2 * i + 1]!);
    assertAlmostEquals(tree.x[node]!, xs.reduce((sum, x) => sum + x, 0) / points.length, 1e-9);
    assertAlmostEquals(tree.y[node]!, ys.reduce((sum, y) => sum + y, 0) / points.length, 1e-9);
    if (tree.side[node] === 0) {
      assertEquals(tree.skip[node], node + 1);
      assert(points.length <= 6);
      continue;
    }
    const width = Math.max(...xs) - Math.min(...xs), height = Math.max(...ys) - Math.min(...ys);
    assert(Math.max(width, height) <= Math.sqrt(tree.side[node]!));
    let at = tree.start[node]!;
    for (let child = node + 1; child < tree.skip[node]!; child = tree.skip[child]!) {
      assertEquals(tree.start[child], at);
      at = tree.end[child]!;
    }
    assertEquals(at, tree.end[node]);
  }
});

Deno.test("makeQuadtree() takes points at the same place one by one, and no points", () => {
  const tree = makeQuadtree(new Float64Array(100).fill(3));
  assertEquals([tree.nodes, tree.side[0], tree.end[0]], [1, 0, 50]);
  assertEquals(makeQuadtree(new Float64Array()).nodes, 0);
});

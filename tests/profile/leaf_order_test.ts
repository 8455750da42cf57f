import { assertAlmostEquals, assertEquals } from "@std/assert";
import { leafOrder } from "../../lib/profile/leaf_order.ts";
import { averageLinkage } from "../../lib/profile/linkage.ts";
import fixture from "./fixtures/distance.json" with { type: "json" };

const square = { rows: 23, cols: 23, data: Float64Array.from(fixture.square.flat()) };

function lengthOf(order: number[], data: Float64Array, n: number): number {
  return order.slice(1).reduce((sum, leaf, i) => sum + data[order[i]! * n + leaf]!, 0);
}

Deno.test("leafOrder() is the shortest of all orders, where SciPy's is not", () => {
  const data = Float64Array.from(fixture.square.slice(0, 11).flatMap((row) => row.slice(0, 11)));
  const few = { rows: 11, cols: 11, data };
  const order = leafOrder(averageLinkage(few), few);
  assertEquals(order.toSorted((a, b) => a - b), Array.from({ length: 11 }, (_, i) => i));
  assertAlmostEquals(lengthOf(order, data, 11), fixture.small_shortest, 1e-6);
  assertEquals(fixture.small_shortest < fixture.small_scipy_length - 0.1, true);
});

Deno.test("leafOrder() is never longer than SciPy's order", () => {
  const order = leafOrder(averageLinkage(square), square);
  assertEquals(lengthOf(order, square.data, 23) <= fixture.scipy_length, true);
});

Deno.test("leafOrder() keeps every branch together", () => {
  const merges = averageLinkage(square), order = leafOrder(merges, square);
  const branches = Array.from({ length: 23 }, (_, leaf) => [leaf]);
  for (const { left, right } of merges) {
    const leaves = [...branches[left]!, ...branches[right]!];
    branches.push(leaves);
    const places = leaves.map((leaf) => order.indexOf(leaf));
    assertEquals(Math.max(...places) - Math.min(...places), leaves.length - 1);
  }
});

Deno.test("leafOrder() of one leaf or none", () => {
  assertEquals(leafOrder([], { rows: 1, cols: 1, data: new Float64Array(1) }), [0]);
  assertEquals(leafOrder([], { rows: 0, cols: 0, data: new Float64Array(0) }), []);
});

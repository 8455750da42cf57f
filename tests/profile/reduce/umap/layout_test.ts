import { assert, assertEquals } from "@std/assert";
import { fitCurve } from "../../../../lib/profile/reduce/umap/curve.ts";
import { moveLayout } from "../../../../lib/profile/reduce/umap/layout.ts";

const graph = {
  starts: new Int32Array([0, 1, 2, 2]),
  ends: new Int32Array([1, 0]),
  weights: new Float64Array([1, 1]),
};
const options = { epochs: 300, curve: fitCurve(0.1, 1), negatives: 5, seed: 1 };

Deno.test("moveLayout() brings together what an edge joins and keeps the rest away", () => {
  const layout = new Float64Array([0, 0, 10, 0, 5, 0.1]);
  moveLayout(layout, 2, graph, options);
  const distance = (a: number, b: number) =>
    Math.hypot(layout[2 * a]! - layout[2 * b]!, layout[2 * a + 1]! - layout[2 * b + 1]!);
  assert(distance(0, 1) < 1 && distance(0, 2) > 2 && distance(1, 2) > 2);
});

Deno.test("moveLayout() without negatives only pulls", () => {
  const layout = new Float64Array([0, 10, 5]);
  moveLayout(layout, 1, graph, { ...options, negatives: 0 });
  assert(Math.abs(layout[0]! - layout[1]!) < 1e-3);
  assertEquals(layout[2], 5);
});

Deno.test("moveLayout() pulls an edge in proportion to its weight", () => {
  const pulls = (weights: number[]) => {
    const layout = new Float64Array([0, 100, 0, 100]);
    const two = {
      starts: new Int32Array([0, 1, 1, 2, 2]),
      ends: new Int32Array([1, 3]),
      weights: Float64Array.from(weights),
    };
    moveLayout(layout, 1, two, { ...options, epochs: 40, negatives: 0 });
    return [100 - layout[1]! + layout[0]!, 100 - layout[3]! + layout[2]!];
  };
  const [heavy, light] = pulls([1, 0.25]);
  assert(heavy! / light! > 3 && heavy! / light! < 5, `${heavy} against ${light}`);
  const [, lightest] = pulls([1, 0.02]);
  assertEquals(lightest, 0); // once in 50 epochs is never in 40
});

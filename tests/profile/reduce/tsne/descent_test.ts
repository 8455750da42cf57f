import { assert, assertAlmostEquals } from "@std/assert";
import { descend } from "../../../../lib/profile/reduce/tsne/descent.ts";

Deno.test("descend() finds the bottom of a narrow bowl and keeps the mean at 0", () => {
  const layout = new Float64Array([3, -2, -3, 2]), steep = [1, 30, 1, 30];
  const gradient = (at: Float64Array) => at.map((x, i) => steep[i]! * x);
  descend(layout, 2, { iterations: 400, rate: 0.02, gradient });
  assert(layout.every((x) => Math.abs(x) < 1e-3), String(layout));
  assertAlmostEquals(layout[0]! + layout[2]!, 0, 1e-12);
});

Deno.test("descend() takes no step longer than 5", () => {
  const layout = new Float64Array([0, 0, 0, 0]);
  descend(layout, 2, {
    iterations: 1,
    rate: 1e6,
    gradient: () => new Float64Array([3, 4, -3, -4]),
  });
  assertAlmostEquals(Math.hypot(layout[0]!, layout[1]!), 5, 1e-12);
  assertAlmostEquals(layout[1]! / layout[0]!, 4 / 3, 1e-12);
});

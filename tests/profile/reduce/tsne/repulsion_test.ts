import { assertAlmostEquals } from "@std/assert";
import { exactRepulsion } from "../../../../lib/profile/reduce/tsne/repulsion.ts";

Deno.test("exactRepulsion() is the slope of the sum of weights", () => {
  const layout = new Float64Array([0, 0, 1, 2, -1, 0.5, 3, -2]), h = 1e-5;
  const { forces } = exactRepulsion(layout, 2);
  for (const i of layout.keys()) {
    const [above, below] = [h, -h].map((by) =>
      exactRepulsion(layout.map((x, j) => j === i ? x + by : x), 2).sum
    );
    assertAlmostEquals((above! - below!) / (2 * h), -4 * forces[i]!, 1e-8);
  }
});

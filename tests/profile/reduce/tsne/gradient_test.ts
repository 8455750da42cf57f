import { assert, assertAlmostEquals } from "@std/assert";
import { profileMatrix } from "../../../../lib/core/profiles.ts";
import { Random } from "../../../../lib/core/random.ts";
import { makeGeometry } from "../../../../lib/profile/reduce/geometry.ts";
import { findNeighbours } from "../../../../lib/profile/reduce/neighbours.ts";
import { affinities } from "../../../../lib/profile/reduce/tsne/affinities.ts";
import { tsneGradient } from "../../../../lib/profile/reduce/tsne/gradient.ts";
import type { Graph } from "../../../../lib/profile/reduce/graph.ts";
import { digits } from "../digits.ts";

/** Σ p log(p / q) by its definition. */
function divergence(
  layout: Float64Array,
  components: number,
  { starts, ends, weights }: Graph,
): number {
  const n = layout.length / components;
  const near = (i: number, j: number) => {
    let squared = 0;
    for (let axis = 0; axis < components; axis++) {
      squared += (layout[i * components + axis]! - layout[j * components + axis]!) ** 2;
    }
    return 1 / (1 + squared);
  };
  let sum = 0, total = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) if (i !== j) sum += near(i, j);
  for (let i = 0; i < n; i++) {
    for (let edge = starts[i]!; edge < starts[i + 1]!; edge++) {
      const p = weights[edge]!;
      total += p * Math.log(p * sum / near(i, ends[edge]!));
    }
  }
  return total;
}

async function graphOf(rows: number, perplexity: number): Promise<Graph> {
  const geometry = makeGeometry(profileMatrix(digits(rows)), "euclidean");
  return affinities(await findNeighbours(geometry, 3 * perplexity), perplexity);
}

for (const components of [1, 2, 3]) {
  Deno.test(`tsneGradient() is the slope of the divergence in ${components} dimensions`, async () => {
    const graph = await graphOf(40, 5), random = new Random(3), h = 1e-5;
    const layout = Float64Array.from({ length: 40 * components }, () => random.normal());
    const gradient = tsneGradient(layout, components, graph, 0, 1);
    for (let i = 0; i < layout.length; i += 7) {
      const [above, below] = [h, -h].map((by) =>
        divergence(layout.map((x, j) => j === i ? x + by : x), components, graph)
      );
      assertAlmostEquals((above! - below!) / (2 * h), gradient[i]!, 1e-8);
    }
  });
}

Deno.test("tsneGradient() by squares is near the exact one, exaggerated or not", async () => {
  const graph = await graphOf(300, 20), random = new Random(3);
  const layout = Float64Array.from({ length: 600 }, () => 5 * random.normal());
  for (const exaggeration of [1, 12]) {
    const exact = tsneGradient(layout, 2, graph, 0, exaggeration);
    for (const [theta, most] of [[0.5, 0.02], [0.1, 0.001]] as const) {
      const ours = tsneGradient(layout, 2, graph, theta, exaggeration);
      const error = Math.hypot(...ours.map((x, i) => x - exact[i]!)) / Math.hypot(...exact);
      assert(error < most, `${error} at ${theta}`);
    }
  }
});

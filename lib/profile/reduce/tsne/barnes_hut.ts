import { makeQuadtree } from "./quadtree.ts";
import type { Repulsion } from "./repulsion.ts";

/**
 * The push of every row of a map in a plane on every other, rows far away taken together.
 *
 * A square of rows counts as one place where its side is below `theta` times its distance.
 *
 * Source: Barnes and Hut 1986; van der Maaten 2014, Accelerating t-SNE using tree-based algorithms.
 *
 * @param layout Where the rows are [n × 2].
 * @param theta 0 for every pair, at most .7, so that no row pushes itself.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const { forces, sum } = barnesHut(new Float64Array([0, 0, 1, 0]), 0.5);
 * assertEquals([...forces], [-0.25, 0, 0.25, 0]);
 * assertEquals(sum, 1);
 * ```
 */
export function barnesHut(layout: Float64Array, theta: number): Repulsion {
  const { nodes, skip, start, end, side, x, y, order } = makeQuadtree(layout);
  const n = order.length, forces = new Float64Array(layout.length), within = theta * theta;
  const xs = new Float64Array(n), ys = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    xs[i] = layout[2 * order[i]!]!;
    ys[i] = layout[2 * order[i]! + 1]!;
  }
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const px = xs[i]!, py = ys[i]!;
    let fx = 0, fy = 0, node = 0;
    while (node < nodes) {
      if (side[node] === 0) {
        for (let j = start[node]!; j < end[node]!; j++) {
          if (j === i) continue;
          const dx = px - xs[j]!, dy = py - ys[j]!, weight = 1 / (1 + dx * dx + dy * dy);
          sum += weight;
          fx += weight * weight * dx;
          fy += weight * weight * dy;
        }
        node = skip[node]!;
        continue;
      }
      const dx = px - x[node]!, dy = py - y[node]!, squared = dx * dx + dy * dy;
      if (side[node]! >= within * squared) {
        node++;
        continue;
      }
      const weight = 1 / (1 + squared), total = (end[node]! - start[node]!) * weight;
      sum += total;
      fx += total * weight * dx;
      fy += total * weight * dy;
      node = skip[node]!;
    }
    forces[2 * order[i]!] = fx;
    forces[2 * order[i]! + 1] = fy;
  }
  return { forces, sum };
}

import type { Graph } from "../graph.ts";
import { barnesHut } from "./barnes_hut.ts";
import { exactRepulsion } from "./repulsion.ts";

/**
 * The gradient of t-SNE's Kullback-Leibler divergence, 4 Σⱼ (e·pᵢⱼ − qᵢⱼ) wᵢⱼ (yᵢ − yⱼ) with
 * w = 1 / (1 + |yᵢ − yⱼ|²), q = w / Σw and the exaggeration e.
 *
 * Pushes are by squares of a plane (Barnes and Hut) in two dimensions, exact in others.
 *
 * Source: van der Maaten and Hinton 2008, appendix A.
 *
 * @param layout Where the rows are [n × components].
 * @param components Dimensions of the map.
 * @param graph The affinities p.
 * @param theta How coarse the squares are, 0 for exact.
 * @param exaggeration Factor of the affinities.
 * @returns The gradient [n × components].
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const graph = {
 *   starts: new Int32Array([0, 1, 2]),
 *   ends: new Int32Array([1, 0]),
 *   weights: new Float64Array([0.5, 0.5]),
 * };
 * assertAlmostEquals(tsneGradient(new Float64Array([0, 1]), 1, graph, 0, 1)[0]!, 0);
 * ```
 */
export function tsneGradient(
  layout: Float64Array,
  components: number,
  { starts, ends, weights }: Graph,
  theta: number,
  exaggeration: number,
): Float64Array {
  const { forces, sum } = components === 2 && theta > 0
    ? barnesHut(layout, theta)
    : exactRepulsion(layout, components);
  for (let i = 0; i < forces.length; i++) forces[i]! *= -4 / sum;
  const pull = 4 * exaggeration;
  for (let row = 0; row + 1 < starts.length; row++) {
    const at = row * components;
    for (let edge = starts[row]!; edge < starts[row + 1]!; edge++) {
      const other = ends[edge]! * components;
      let squared = 0;
      for (let axis = 0; axis < components; axis++) {
        squared += (layout[at + axis]! - layout[other + axis]!) ** 2;
      }
      const force = pull * weights[edge]! / (1 + squared);
      for (let axis = 0; axis < components; axis++) {
        forces[at + axis]! += force * (layout[at + axis]! - layout[other + axis]!);
      }
    }
  }
  return forces;
}

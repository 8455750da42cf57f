import { Random } from "../../../core/random.ts";
import type { Graph } from "../graph.ts";
import type { Curve } from "./curve.ts";
import { lookUp, makeForces } from "./forces.ts";

/** How `moveLayout` works. */
export interface LayoutOptions {
  /** Passes over the graph. */
  epochs: number;
  /** Shape of nearness in the map. */
  curve: Curve;
  /** Random rows that push a row away, for each time an edge pulls it. */
  negatives: number;
  /** Seed of these. */
  seed: number;
}

/** Most that one pull or push moves a coordinate, in units of the learning rate. */
const limit = 4;

/**
 * Moves the rows of a map along UMAP's gradient: edges pull in proportion to their weight, random rows
 * push. Changes the layout in place.
 *
 * The heaviest edge pulls in every epoch, one of half its weight in every second. The step falls from
 * 1 to 0 in a straight line.
 *
 * Source: McInnes, Healy and Melville 2018, UMAP, algorithm 5.
 *
 * @param layout Where each row is [n × components].
 * @param components Dimensions of the map.
 * @param graph From `umapGraph`.
 *
 * @example
 * ```ts
 * import { assert } from "@std/assert";
 *
 * const graph = {
 *   starts: new Int32Array([0, 1, 2, 2]),
 *   ends: new Int32Array([1, 0]),
 *   weights: new Float64Array([1, 1]),
 * };
 * const layout = new Float64Array([0, 0, 10, 0, 5, 1]);
 * const curve = { a: 1.6, b: 0.9 };
 * moveLayout(layout, 2, graph, { epochs: 200, curve, negatives: 5, seed: 1 });
 * assert(Math.hypot(layout[0]! - layout[2]!, layout[1]! - layout[3]!) < 2);
 * ```
 */
export function moveLayout(
  layout: Float64Array,
  components: number,
  graph: Graph,
  { epochs, curve, negatives, seed }: LayoutOptions,
): void {
  const n = graph.starts.length - 1;
  const { from, to, period } = schedule(graph, epochs);
  const due = period.slice(), negativesDue = period.map((value) => value / negatives);
  const { pull: pulls, push: pushes } = makeForces(curve);
  // Kept in a local number: a method call for each random row would take most of the time.
  let state = new Random(seed).fork("layout").uint32() | 1;
  const scale = n / 2 ** 32;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const step = 1 - epoch / epochs;
    for (let edge = 0; edge < from.length; edge++) {
      if (due[edge]! > epoch) continue;
      const row = from[edge]! * components, other = to[edge]! * components;
      let squared = 0;
      for (let axis = 0; axis < components; axis++) {
        squared += (layout[row + axis]! - layout[other + axis]!) ** 2;
      }
      if (squared > 0) {
        const pull = lookUp(pulls, squared);
        for (let axis = 0; axis < components; axis++) {
          const difference = layout[row + axis]! - layout[other + axis]!;
          const move = step * Math.max(-limit, Math.min(limit, pull * difference));
          layout[row + axis]! += move;
          layout[other + axis]! -= move;
        }
      }
      due[edge]! += period[edge]!;
      const every = period[edge]! / negatives;
      const times = Math.trunc((epoch - negativesDue[edge]!) / every);
      negativesDue[edge]! += times * every;
      for (let time = 0; time < times; time++) {
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        const away = Math.floor((state >>> 0) * scale) * components;
        let apart = 0;
        for (let axis = 0; axis < components; axis++) {
          apart += (layout[row + axis]! - layout[away + axis]!) ** 2;
        }
        if (apart === 0) continue;
        const force = lookUp(pushes, apart);
        for (let axis = 0; axis < components; axis++) {
          const difference = layout[row + axis]! - layout[away + axis]!;
          layout[row + axis]! += step * Math.max(-limit, Math.min(limit, force * difference));
        }
      }
    }
  }
}

/** The edges that pull at all, and every how many epochs each does. */
function schedule({ starts, ends, weights }: Graph, epochs: number) {
  const heaviest = weights.reduce((most, weight) => Math.max(most, weight), 0);
  const kept = Int32Array.from(weights.keys()).filter((edge) =>
    weights[edge]! >= heaviest / epochs
  );
  const rows = new Int32Array(weights.length);
  for (let row = 0; row + 1 < starts.length; row++) rows.fill(row, starts[row], starts[row + 1]);
  return {
    from: kept.map((edge) => rows[edge]!),
    to: kept.map((edge) => ends[edge]!),
    period: Float64Array.from(kept, (edge) => heaviest / weights[edge]!),
  };
}

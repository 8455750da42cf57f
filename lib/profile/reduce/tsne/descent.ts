/** How `descend` works. */
export interface DescentOptions {
  /** Steps. */
  iterations: number;
  /** Length of a step, over the gradient. */
  rate: number;
  /** Gives the gradient where the rows are [n × components]. */
  gradient: (layout: Float64Array) => Float64Array;
}

/** Share of the last step that is taken again. */
const momentum = 0.8;

/** Longest step of a row. */
const longest = 5;

/**
 * Gradient descent with momentum and a gain for each coordinate, which grows where steps keep their
 * direction and falls where they turn. Changes the layout in place and keeps its mean at 0.
 *
 * Source: Jacobs 1988 for the gains; van der Maaten and Hinton 2008; steps are bounded as in openTSNE.
 *
 * @param layout Where the rows are [n × components].
 * @param components Dimensions of the map.
 *
 * @example
 * ```ts
 * import { assert } from "@std/assert";
 *
 * const layout = new Float64Array([-4, 4]);
 * descend(layout, 1, { iterations: 100, rate: 0.1, gradient: (at) => at.map((x) => 2 * x) });
 * assert(Math.abs(layout[0]!) < 0.1);
 * ```
 */
export function descend(
  layout: Float64Array,
  components: number,
  { iterations, rate, gradient }: DescentOptions,
): void {
  const steps = new Float64Array(layout.length), gains = new Float64Array(layout.length).fill(1);
  for (let iteration = 0; iteration < iterations; iteration++) {
    const slope = gradient(layout);
    for (let i = 0; i < layout.length; i++) {
      const turned = Math.sign(slope[i]!) === Math.sign(steps[i]!);
      gains[i] = turned ? gains[i]! * 0.8 + 0.01 : gains[i]! + 0.2;
      steps[i] = momentum * steps[i]! - rate * gains[i]! * slope[i]!;
    }
    for (let row = 0; row < layout.length; row += components) {
      let squared = 0;
      for (let axis = 0; axis < components; axis++) squared += steps[row + axis]! ** 2;
      if (squared <= longest * longest) continue;
      const shrink = longest / Math.sqrt(squared);
      for (let axis = 0; axis < components; axis++) steps[row + axis]! *= shrink;
    }
    for (let axis = 0; axis < components; axis++) {
      let mean = 0;
      for (let i = axis; i < layout.length; i += components) mean += layout[i]! += steps[i]!;
      mean /= layout.length / components;
      for (let i = axis; i < layout.length; i += components) layout[i]! -= mean;
    }
  }
}

/** What pushes the rows of a map apart. */
export interface Repulsion {
  /** Σⱼ w² (yᵢ − yⱼ) with w = 1 / (1 + |yᵢ − yⱼ|²) [n × components]. */
  forces: Float64Array;
  /** Σ w over all pairs, both ways. */
  sum: number;
}

/**
 * The push of every row on every other, pair by pair.
 *
 * @param layout Where the rows are [n × components].
 * @param components Dimensions of the map.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const { forces, sum } = exactRepulsion(new Float64Array([0, 1]), 1);
 * assertEquals([...forces], [-0.25, 0.25]);
 * assertEquals(sum, 1);
 * ```
 */
export function exactRepulsion(layout: Float64Array, components: number): Repulsion {
  const forces = new Float64Array(layout.length);
  let sum = 0;
  for (let row = 0; row < layout.length; row += components) {
    for (let other = 0; other < row; other += components) {
      let squared = 0;
      for (let axis = 0; axis < components; axis++) {
        squared += (layout[row + axis]! - layout[other + axis]!) ** 2;
      }
      const weight = 1 / (1 + squared);
      sum += 2 * weight;
      for (let axis = 0; axis < components; axis++) {
        const force = weight * weight * (layout[row + axis]! - layout[other + axis]!);
        forces[row + axis]! += force;
        forces[other + axis]! -= force;
      }
    }
  }
  return { forces, sum };
}

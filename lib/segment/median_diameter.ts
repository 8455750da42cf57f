/**
 * The median diameter of labelled objects: of the circles that have their areas, as Cellpose has it.
 *
 * @param labels Labels, 0 = background.
 * @returns Diameter in px; undefined where there is no object.
 *
 * @example
 * ```ts
 * import { medianDiameter } from "./median_diameter.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(medianDiameter(new Int32Array([0, 2, 2, 2, 2]))!, 2.2568, 1e-4);
 * ```
 */
export function medianDiameter(labels: Int32Array): number | undefined {
  const areas = new Map<number, number>();
  for (const label of labels) if (label > 0) areas.set(label, (areas.get(label) ?? 0) + 1);
  const sorted = [...areas.values()].sort((a, b) => a - b), half = sorted.length / 2;
  if (sorted.length === 0) return undefined;
  const [low, high] = [sorted[Math.ceil(half) - 1] as number, sorted[Math.floor(half)] as number];
  return (Math.sqrt(low) + Math.sqrt(high)) / Math.sqrt(Math.PI);
}

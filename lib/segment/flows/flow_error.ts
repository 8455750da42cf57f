import { labelsToFlows } from "./diffuse.ts";

/**
 * How badly each object fits the flows it was made from: the mean squared distance between those
 * flows and the flows of its own shape. 0 is a perfect fit, above 0.4 it is hardly an object.
 *
 * @param labels Labels [height × width], 0 = background.
 * @param flows Unit flows [2 × height × width], as they were predicted.
 * @param width Pixels across.
 * @param height Pixels down.
 * @returns Label → error.
 *
 * @example
 * ```ts
 * import { flowErrors } from "./flow_error.ts";
 * import { labelsToFlows } from "./diffuse.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = new Int32Array([0, 1, 1, 1]);
 * assertEquals(flowErrors(labels, labelsToFlows(labels, 4, 1), 4, 1).get(1), 0);
 * ```
 */
export function flowErrors(
  labels: Int32Array,
  flows: Float32Array,
  width: number,
  height: number,
): Map<number, number> {
  const own = labelsToFlows(labels, width, height);
  const sums = new Map<number, { error: number; area: number }>();
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] as number;
    if (label === 0) continue;
    const dy = (own[i] as number) - (flows[i] as number);
    const dx = (own[labels.length + i] as number) - (flows[labels.length + i] as number);
    let sum = sums.get(label);
    if (sum === undefined) sums.set(label, sum = { error: 0, area: 0 });
    sum.error += dy * dy + dx * dx;
    sum.area++;
  }
  return new Map([...sums].map(([label, { error, area }]) => [label, error / area]));
}

/**
 * From labels to flows, which a network can learn, and back from flows to labels: the dynamics of
 * Cellpose (Stringer 2021), as its Python package 3.1 defines them.
 *
 * @module
 */
import { carry } from "./flows/integrate.ts";
import { cleanLabels } from "./flows/clean.ts";
import { flowErrors } from "./flows/flow_error.ts";
import { gather } from "./flows/gather.ts";

export { type Box, boxes } from "./flows/boxes.ts";
export { cleanLabels } from "./flows/clean.ts";
export { labelsToFlows } from "./flows/diffuse.ts";
export { flowErrors } from "./flows/flow_error.ts";

/** How {@link followFlows} makes objects. */
export interface FollowOptions {
  /** Pixels whose foreground value is above this belong to objects; defaults to *0*. */
  threshold?: number;
  /** Steps along the flow; defaults to *200*. */
  steps?: number;
  /** What a flow of one pixel a step is in the given field; defaults to *5*, as Cellpose learns it. */
  flowScale?: number;
  /** Objects with a larger flow error are removed, 0 keeps all; defaults to *0.4*. */
  flowError?: number;
  /** Objects with fewer pixels are removed; defaults to *15*. */
  smallest?: number;
  /** Objects with a larger share of all pixels are removed; defaults to *0.4*. */
  largestShare?: number;
}

/**
 * Objects from predicted flows: pixels follow the flow, those that meet are one object.
 *
 * Objects whose shape would give other flows than the predicted ones are removed, then small objects;
 * holes are filled.
 *
 * @param flows Flows [2 × height × width], vertical parts first, of length `flowScale` inside objects.
 * @param foreground Values [height × width] that are above the threshold inside objects, for example
 * the logit of being inside.
 * @param width Pixels across.
 * @param height Pixels down.
 * @param options Threshold, steps, filters.
 * @returns Labels [height × width] from 1 without gaps, 0 = background.
 * @throws {RangeError} if an array does not fit to width and height.
 *
 * @example
 * ```ts
 * import { followFlows, labelsToFlows } from "./flows.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = new Int32Array(15 * 9);
 * for (let i = 0; i < labels.length; i++) labels[i] = i % 15 < 7 ? 1 : i % 15 > 7 ? 2 : 0;
 * const flows = labelsToFlows(labels, 15, 9);
 * const options = { flowScale: 1, largestShare: 1 };
 * const found = followFlows(flows, Float32Array.from(labels), 15, 9, options);
 * assertEquals(found, labels);
 * ```
 */
export function followFlows(
  flows: Float32Array,
  foreground: Float32Array,
  width: number,
  height: number,
  options: FollowOptions = {},
): Int32Array {
  const {
    threshold = 0,
    steps = 200,
    flowScale = 5,
    flowError = 0.4,
    smallest = 15,
    largestShare = 0.4,
  } = options;
  const size = width * height;
  if (flows.length !== 2 * size || foreground.length !== size) {
    throw new RangeError(
      `Expected ${2 * size} flows and ${size} foreground values for ${width} × ${height} pixels, ` +
        `found ${flows.length} and ${foreground.length}`,
    );
  }
  const pixels = new Int32Array(size);
  let count = 0;
  for (let i = 0; i < size; i++) {
    if ((foreground[i] as number) > threshold) pixels[count++] = i;
  }
  const inside = pixels.subarray(0, count);
  const unit = flows.map((flow) => flow / flowScale), step = new Float32Array(2 * size);
  for (const i of inside) {
    step[i] = unit[i] as number;
    step[size + i] = unit[size + i] as number;
  }
  const labels = gather(inside, carry(step, inside, width, height, steps), width, height);
  remove(labels, tooLarge(labels, largestShare * size));
  if (flowError > 0) {
    const errors = flowErrors(labels, unit, width, height);
    remove(labels, new Set([...errors].filter(([, e]) => e > flowError).map(([label]) => label)));
  }
  return cleanLabels(labels, width, height, smallest);
}

function tooLarge(labels: Int32Array, limit: number): Set<number> {
  const areas = new Map<number, number>();
  for (const label of labels) if (label > 0) areas.set(label, (areas.get(label) ?? 0) + 1);
  return new Set([...areas].filter(([, area]) => area > limit).map(([label]) => label));
}

function remove(labels: Int32Array, unwanted: ReadonlySet<number>): void {
  if (unwanted.size === 0) return;
  for (let i = 0; i < labels.length; i++) {
    if (unwanted.has(labels[i] as number)) labels[i] = 0;
  }
}

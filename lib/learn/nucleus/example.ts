import { resize, resizeLabels } from "../../image/resize.ts";
import type { GreyImage } from "../../image/tiff.ts";
import { boxes, labelsToFlows } from "../../segment/flows.ts";
import { normalize } from "./normalize.ts";

/** Diameter that nuclei have before the network sees them, px. */
export const DIAMETER = 16;

/** An image of nuclei with what the network shall say about it, nuclei 16 px wide. */
export interface Example {
  /** Pixels across. */
  width: number;
  /** Pixels down. */
  height: number;
  /** Normalised image [height × width]. */
  pixels: Float32Array;
  /** Labels [height × width]. */
  labels: Int32Array;
  /** Unit flows [2 × height × width]. */
  flows: Float32Array;
}

/**
 * The median diameter of the objects, each taken as a circle; NaN where there is none.
 *
 * @param labels Labels [height × width].
 * @param width Pixels across.
 * @param height Pixels down.
 *
 * @example
 * ```ts
 * import { medianDiameter } from "./example.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(medianDiameter(new Int32Array(78).fill(1), 78, 1), 10, 0.05);
 * ```
 */
export function medianDiameter(labels: Int32Array, width: number, height: number): number {
  const areas = boxes(labels, width, height).map(({ area }) => area).sort((a, b) => a - b);
  return Math.sqrt(4 * (areas[areas.length >> 1] ?? NaN) / Math.PI);
}

/**
 * Makes an example of an image and its labels: scaled so that the median nucleus is 16 px wide.
 *
 * @param image Grey values.
 * @param labels Labels [height × width].
 * @param diameter Diameter of nuclei in the image, px; defaults to the labels' median, and without
 * labels to 16.
 * @throws {RangeError} if the number of labels is not width × height.
 *
 * @example
 * ```ts
 * import { makeExample } from "./example.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = new Int32Array(64 * 64);
 * for (let i = 0; i < labels.length; i++) labels[i] = i % 64 < 32 && i < 32 * 64 ? 1 : 0;
 * const data = Uint16Array.from(labels, (label) => 1000 * label);
 * assertEquals(makeExample({ width: 64, height: 64, data }, labels).width, 28);
 * ```
 */
export function makeExample(
  image: GreyImage,
  labels: Int32Array,
  diameter = medianDiameter(labels, image.width, image.height) || DIAMETER,
): Example {
  const scale = DIAMETER / diameter;
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const { data } = resize({ ...image, data: normalize(image.data) }, width, height);
  const scaled = resizeLabels(labels, image, { width, height });
  return {
    width,
    height,
    pixels: data,
    labels: scaled,
    flows: labelsToFlows(scaled, width, height),
  };
}

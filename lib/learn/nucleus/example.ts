import { resize, resizeLabels } from "../../image/resize.ts";
import type { GreyImage } from "../../image/tiff.ts";
import { boxes, labelsToFlows } from "../../segment/flows.ts";
import { ZOOM } from "../nets/nucleus_unet.ts";
import { normalize } from "./normalize.ts";

/** Diameter that nuclei have on the grid of the maps, px; in the image that the network sees, twice that. */
export const DIAMETER = 14;

/** An image of nuclei with what the network shall say about it, nuclei 14 px wide on the grid of the maps. */
export interface Example {
  /** Pixels of the maps across. */
  width: number;
  /** Pixels of the maps down. */
  height: number;
  /** Normalised image [2 height × 2 width]. */
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
 * Makes an example of an image and its labels: scaled so that the median nucleus is 14 px wide on
 * the grid of the maps.
 *
 * @param image Grey values.
 * @param labels Labels [height × width].
 * @param diameter Diameter of nuclei in the image, px; defaults to the labels' median, and without
 * labels to 14.
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
 * assertEquals(makeExample({ width: 64, height: 64, data }, labels).width, 25);
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
  const plane = { ...image, data: normalize(image.data) };
  const { data } = resize(plane, ZOOM * width, ZOOM * height);
  const scaled = resizeLabels(labels, image, { width, height });
  return {
    width,
    height,
    pixels: data,
    labels: scaled,
    flows: labelsToFlows(scaled, width, height),
  };
}

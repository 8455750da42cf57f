import type { Region } from "./region.ts";
import { deviationOf, quantileOf } from "./sorted.ts";

/** Full range of a 16-bit channel: intensities are given as shares of it. */
export const FULL_RANGE = 65535;

/** The values of one channel in one object. */
export interface RegionValues {
  /** Value of each pixel, in the order of `Region.image` [area]. */
  values: Uint16Array;
  /** The same values, ascending [area]. */
  sorted: Uint16Array;
}

/** Names of the features without the channel, in the order of {@link intensity}. */
const names = [
  "Intensity_IntegratedIntensity",
  "Intensity_MeanIntensity",
  "Intensity_StdIntensity",
  "Intensity_MinIntensity",
  "Intensity_MaxIntensity",
  "Intensity_IntegratedIntensityEdge",
  "Intensity_MeanIntensityEdge",
  "Intensity_StdIntensityEdge",
  "Intensity_MinIntensityEdge",
  "Intensity_MaxIntensityEdge",
  "Intensity_MassDisplacement",
  "Intensity_LowerQuartileIntensity",
  "Intensity_MedianIntensity",
  "Intensity_MADIntensity",
  "Intensity_UpperQuartileIntensity",
  "Intensity_BoundingBoxSum",
  "Location_CenterMassIntensity_X",
  "Location_CenterMassIntensity_Y",
  "Location_MaxIntensity_X",
  "Location_MaxIntensity_Y",
];

/**
 * Names of the features of one channel, in the order of {@link intensity}.
 *
 * @example
 * ```ts
 * import { intensityFeatures } from "./intensity.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(intensityFeatures("Actin")[1], "Intensity_MeanIntensity_Actin");
 * ```
 */
export function intensityFeatures(channel: string): string[] {
  return names.map((name) => `${name}_${channel}`);
}

/**
 * How bright an object is in one channel, as CellProfiler's MeasureObjectIntensity.
 *
 * Intensities are shares of the full 16-bit range, 0 to 1; positions and MassDisplacement (centroid of
 * the light to centroid of the shape) in px. Edge pixels have a neighbour by a side that is not of the
 * object; an object that fills the image has none, and 0 in all edge features. Std is that of the
 * population. Quartiles, median and MAD are CellProfiler's (see `quantileOf`). The location of the
 * maximum is its first pixel, row after row. Where no pixel has any light, the centre of mass and the
 * mass displacement are NaN.
 *
 * BoundingBoxSum is study A's: the sum of all pixel values within the bounding box, those outside the
 * object too, as a share of the full range.
 *
 * @param region The object.
 * @param light Its values in the channel.
 * @param image The whole channel, [height × width].
 * @param width Pixels across the image.
 * @param into Where to put one value for each of {@link intensityFeatures}.
 * @param at From this position on; defaults to 0.
 *
 * @example
 * ```ts
 * import { boxes } from "../flows/boxes.ts";
 * import { intensity } from "./intensity.ts";
 * import { regionCutter } from "./region.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = new Int32Array([0, 1, 1]), values = new Uint16Array([0, 65535]);
 * const region = regionCutter(labels, 3, 1)(boxes(labels, 3, 1)[0]!);
 * const into = new Float64Array(20);
 * intensity(region, { values, sorted: values }, new Uint16Array([9, 0, 65535]), 3, into);
 * assertEquals([...into.subarray(0, 5)], [1, 0.5, 0.5, 0, 1]);
 * ```
 */
export function intensity(
  region: Region,
  { values, sorted }: RegionValues,
  image: Uint16Array,
  width: number,
  into: Float64Array,
  at = 0,
): void {
  const { area, left, top, edges, edge } = region;
  const first = values[0] as number;
  let sum = 0, shifted = 0, squares = 0, sumX = 0, sumY = 0, lightX = 0, lightY = 0;
  let brightest = -1, brightX = 0, brightY = 0;
  for (let y = 0, i = 0; y < region.height; y++) {
    const row = (top + y) * width;
    let rowSum = 0, rowX = 0, rowLight = 0, rowCount = 0;
    for (; i < area && (region.image[i] as number) < row + width; i++) {
      const value = values[i] as number, x = (region.image[i] as number) - row;
      rowSum += value;
      rowX += x;
      rowLight += x * value;
      rowCount++;
      // Differences to one value keep the variance of a constant object exactly 0.
      const d = value - first;
      shifted += d;
      squares += d * d;
      if (value > brightest) {
        brightest = value;
        brightX = x;
        brightY = top + y;
      }
    }
    sum += rowSum;
    sumX += rowX;
    lightX += rowLight;
    sumY += (top + y) * rowCount;
    lightY += (top + y) * rowSum;
  }
  let to = at;
  into[to++] = sum / FULL_RANGE;
  into[to++] = sum / area / FULL_RANGE;
  into[to++] = Math.sqrt(Math.max(0, squares - shifted * shifted / area) / area) / FULL_RANGE;
  into[to++] = (sorted[0] as number) / FULL_RANGE;
  into[to++] = (sorted[area - 1] as number) / FULL_RANGE;
  to = edgeOf(values, edge, edges, into, to);
  const massX = lightX / sum, massY = lightY / sum;
  into[to++] = Math.hypot(massX - sumX / area, massY - sumY / area);
  const median = quantileOf(sorted, area, 0.5);
  into[to++] = quantileOf(sorted, area, 0.25) / FULL_RANGE;
  into[to++] = median / FULL_RANGE;
  into[to++] = deviationOf(sorted, area, median) / FULL_RANGE;
  into[to++] = quantileOf(sorted, area, 0.75) / FULL_RANGE;
  let box = 0;
  for (let y = 0; y < region.height; y++) {
    const from = (top + y) * width + left;
    for (let i = from; i < from + region.width; i++) box += image[i] as number;
  }
  into[to++] = box / FULL_RANGE;
  into[to++] = massX;
  into[to++] = massY;
  into[to++] = brightX;
  into[to] = brightY;
}

function edgeOf(
  values: Uint16Array,
  edge: Int32Array,
  edges: number,
  into: Float64Array,
  to: number,
): number {
  if (edges === 0) {
    into.fill(0, to, to + 5);
    return to + 5;
  }
  const first = values[edge[0] as number] as number;
  let sum = 0, shifted = 0, squares = 0, least = Infinity, most = 0;
  for (let i = 0; i < edges; i++) {
    const value = values[edge[i] as number] as number, d = value - first;
    sum += value;
    shifted += d;
    squares += d * d;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  into[to++] = sum / FULL_RANGE;
  into[to++] = sum / edges / FULL_RANGE;
  into[to++] = Math.sqrt(Math.max(0, squares - shifted * shifted / edges) / edges) / FULL_RANGE;
  into[to++] = least / FULL_RANGE;
  into[to++] = most / FULL_RANGE;
  return to;
}

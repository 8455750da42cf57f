import type { Channel } from "../../image/field.ts";
import type { Box } from "../flows/boxes.ts";
import { dilate, disk, erode } from "../../image/morphology.ts";
import { reconstruct } from "./granularity/reconstruct.ts";
import { type Plane, sampleEvery, stretch } from "./granularity/resample.ts";

/** Steps of the spectrum. */
const steps = 16;
/** Size of the image that is eroded, as a share of the field; and of the background, of that. */
const share = 0.25;
/** Radius of the background's structuring element, in its pixels. */
const radius = 10;
/** Pixels on a side below which nothing is left to erode. */
const least = 8;

/**
 * Names of the features of one channel.
 *
 * @example
 * ```ts
 * import { granularityFeatures } from "./granularity.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(granularityFeatures("DAPI")[15], "Granularity_16_DAPI");
 * ```
 */
export function granularityFeatures(channel: string): string[] {
  return Array.from({ length: steps }, (_, step) => `Granularity_${step + 1}_${channel}`);
}

/**
 * The granularity spectrum of every object, as CellProfiler's MeasureGranularity with its default
 * settings: how much of an object's light is lost, in percent of its light, each time that grains
 * smaller by one more pixel of a four times smaller image are removed.
 *
 * The field is sampled at every fourth pixel from the first to the end of each side, a background
 * (opening with a disk of radius 10 at another quarter) subtracted, then eroded 16 times with a cross
 * and reconstructed each time below itself; every reconstruction is brought back to the size of the
 * field and averaged over the pixels of each object. As in CellProfiler the spectrum starts at the light before the background was
 * subtracted. Fields of fewer than 8 pixels on a side have NaN.
 *
 * @param channels Channels, [height × width] each.
 * @param labels Number of the object of each pixel.
 * @param objects The objects.
 * @param width Pixels across.
 * @param height Pixels down.
 * @returns `[objects × channels × 16]`.
 *
 * @example
 * ```ts
 * import { boxes } from "../flows/boxes.ts";
 * import { granularity } from "./granularity.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const labels = new Int32Array(1024).fill(1), data = new Uint16Array(1024).fill(500);
 * const found = granularity([{ name: "a", data }], labels, boxes(labels, 32, 32), 32, 32);
 * assertAlmostEquals(found[0]!, 100);
 * ```
 */
export function granularity(
  channels: readonly Channel[],
  labels: Int32Array,
  objects: readonly Box[],
  width: number,
  height: number,
): Float64Array {
  const found = new Float64Array(objects.length * channels.length * steps).fill(NaN);
  if (Math.min(width, height) < least || objects.length === 0) return found;
  const averages = objects.map((box) => averageOf(box, labels, width, height));
  for (const [c, { data }] of channels.entries()) {
    const spectrum = granules({ width, height, data });
    for (const [o, average] of averages.entries()) {
      let before = average.start(data);
      const start = Math.max(before, Number.EPSILON * 65535);
      const at = (o * channels.length + c) * steps;
      for (const [s, plane] of spectrum.entries()) {
        const now = average.of(plane);
        found[at + s] = (before - now) * 100 / start;
        before = now;
      }
    }
  }
  return found;
}

// All compartments of a field have the same spectrum; it goes when the channel goes.
const known = new WeakMap<Uint16Array, { width: number; left: Float64Array[] }>();

/** What is left of the light after each step, at a quarter of the size. */
function granules(image: Plane<Uint16Array>): Float64Array[] {
  const before = known.get(image.data);
  if (before?.width === image.width) return before.left;
  // The sides of the smaller images are the exact shares, not whole pixels: they set the scale.
  const sides = [image.width * share, image.height * share] as const;
  const [w, h] = samplesAlong(sides), step = 1 / share;
  const small = sampleEvery(image, step, w, h);
  const backSides = [sides[0] * share, sides[1] * share] as const;
  const [backWidth, backHeight] = samplesAlong(backSides);
  const sampled = sampleEvery({ width: w, height: h, data: small }, step, backWidth, backHeight);
  const eroding = erode(sampled, backWidth, backHeight, disk(radius));
  const opened = dilate(eroding, backWidth, backHeight, disk(radius));
  const background = stretch(
    { width: backWidth, height: backHeight, data: opened },
    w,
    h,
    (backSides[0] - 1) / (sides[0] - 1),
    (backSides[1] - 1) / (sides[1] - 1),
  );
  const light = small.map((value, i) => Math.max(0, value - (background[i] as number)));
  const left: Float64Array[] = [];
  let eroded: Float64Array = light;
  for (let step = 0; step < steps; step++) {
    eroded = erode(eroded, w, h, disk(1));
    left.push(reconstruct(eroded, light, w));
  }
  known.set(image.data, { width: image.width, left });
  return left;
}

/** Samples at 0, 1, 2 and so on below each side, in pixels of the smaller image. */
function samplesAlong([across, down]: readonly [number, number]): [number, number] {
  return [Math.ceil(across), Math.ceil(down)];
}

/** Takes means over one object. */
interface Average {
  /** Of an image of the size of the field. */
  start: (data: Uint16Array) => number;
  /** Of a small image, brought to that size by linear interpolation: a fixed weight for each pixel. */
  of: (small: Float64Array) => number;
}

function averageOf(
  { label, area, left, top, right, bottom }: Box,
  labels: Int32Array,
  width: number,
  height: number,
): Average {
  const sides = [width * share, height * share] as const, [w, h] = samplesAlong(sides);
  const scaleX = (sides[0] - 1) / (width - 1), scaleY = (sides[1] - 1) / (height - 1);
  const x0 = Math.floor(left * scaleX), y0 = Math.floor(top * scaleY);
  const columns = Math.min(w - 1, Math.floor(right * scaleX) + 1) - x0 + 1;
  const rows = Math.min(h - 1, Math.floor(bottom * scaleY) + 1) - y0 + 1;
  const weights = new Float64Array(columns * rows + columns + 1);
  for (let y = top; y <= bottom; y++) {
    const v = y * scaleY, row = Math.floor(v), down = v - row;
    // Rounding puts the last row of some sizes a hair beyond the image, which then counts as black.
    if (v > h - 1) continue;
    for (let x = left; x <= right; x++) {
      if (labels[y * width + x] !== label) continue;
      const u = x * scaleX, column = Math.floor(u), across = u - column;
      if (u > w - 1) continue;
      const at = (row - y0) * columns + column - x0;
      (weights[at] as number) += (1 - across) * (1 - down);
      if (across > 0) (weights[at + 1] as number) += across * (1 - down);
      if (down > 0) {
        (weights[at + columns] as number) += (1 - across) * down;
        if (across > 0) (weights[at + columns + 1] as number) += across * down;
      }
    }
  }
  return {
    start: (data) => {
      let sum = 0;
      for (let y = top; y <= bottom; y++) {
        for (let i = y * width + left; i <= y * width + right; i++) {
          if (labels[i] === label) sum += data[i] as number;
        }
      }
      return sum / area;
    },
    of: (small) => {
      let sum = 0;
      for (let y = 0, i = 0; y < rows; y++) {
        for (let x = 0, at = (y0 + y) * w + x0; x < columns; x++, i++, at++) {
          sum += (weights[i] as number) * (small[at] as number);
        }
      }
      return sum / area;
    },
  };
}

import { squaredDistance } from "../distance.ts";
import type { RegionValues } from "./intensity.ts";
import { INSIDE, type Region } from "./region.ts";

/** Rings from the centre of an object to its edge. */
const rings = 4;
const wedges = 8;

/**
 * Names of the features of one channel, in the order of {@link radialMeasurer}.
 *
 * @example
 * ```ts
 * import { radialFeatures } from "./radial.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(radialFeatures("DAPI")[0], "RadialDistribution_FracAtD_DAPI_1of4");
 * ```
 */
export function radialFeatures(channel: string): string[] {
  return ["FracAtD", "MeanFrac", "RadialCV"].flatMap((name) =>
    Array.from(
      { length: rings },
      (_, ring) => `RadialDistribution_${name}_${channel}_${ring + 1}of${rings}`,
    )
  );
}

/** Measures how light lies between centre and edge of one object, in all its channels. */
export type RadialMeasure = (
  region: Region,
  light: readonly RegionValues[],
  into: Float64Array,
  at: number,
) => void;

/**
 * Prepares to measure how light lies between the centre and the edge of objects, as CellProfiler's
 * MeasureObjectIntensityDistribution with 4 scaled bins.
 *
 * The centre is the pixel farthest from the edge (the first of equals); a pixel at distance d from it,
 * along paths within the object with steps of 1 and √2, and e from the edge is in ring ⌊4 d / (d + e +
 * 0.001)⌋. FracAtD: share of the light in a ring; MeanFrac: that over its share of pixels; RadialCV:
 * variation of the mean light of eight wedges of the ring. Pixels that no path joins to the centre do
 * not count. FracAtD and MeanFrac are NaN for an object without light, RadialCV is 0 for an empty ring
 * and NaN for one without light.
 *
 * @returns A function for one object after another; it keeps its work space.
 *
 * @example
 * ```ts
 * import { boxes } from "../flows/boxes.ts";
 * import { radialMeasurer } from "./radial.ts";
 * import { regionCutter } from "./region.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = new Int32Array([0, 1, 0]), values = new Uint16Array([9]), into = new Float64Array(12);
 * const region = regionCutter(labels, 3, 1)(boxes(labels, 3, 1)[0]!);
 * radialMeasurer()(region, [{ values, sorted: values }], into, 0);
 * assertEquals([...into.subarray(0, 4)], [1, 0, 0, 0]);
 * ```
 */
export function radialMeasurer(): RadialMeasure {
  let distance = new Float64Array(0), bin = new Uint8Array(0);
  const sums = new Float64Array(rings * wedges), counts = new Float64Array(rings * wedges);
  return (region, light, into, at) => {
    const { area, inMask, mask, stride } = region;
    if (distance.length < mask.length) distance = new Float64Array(2 * mask.length);
    if (bin.length < area) bin = new Uint8Array(2 * area);
    const squares = squaredDistance(mask, stride);
    let centre = inMask[0] as number;
    for (let i = 1; i < area; i++) {
      const place = inMask[i] as number;
      if ((squares[place] as number) > (squares[centre] as number)) centre = place;
    }
    walk(region, centre, distance);
    const row = Math.floor(centre / stride), column = centre - row * stride;
    counts.fill(0);
    let pixels = 0;
    for (let i = 0; i < area; i++) {
      const place = inMask[i] as number, d = distance[place] as number;
      bin[i] = 255;
      if (d === Infinity) continue;
      const edge = Math.sqrt(squares[place] as number);
      const ring = Math.min(rings - 1, Math.floor(rings * (d / (d + edge + 0.001))));
      const dy = Math.floor(place / stride) - row, dx = place % stride - column;
      const wedge = (dy > 0 ? 1 : 0) + (dx > 0 ? 2 : 0) + (Math.abs(dy) > Math.abs(dx) ? 4 : 0);
      const slot = ring * wedges + wedge;
      bin[i] = slot;
      (counts[slot] as number)++;
      pixels++;
    }
    for (const [c, { values }] of light.entries()) {
      sums.fill(0);
      for (let i = 0; i < area; i++) {
        const slot = bin[i] as number;
        if (slot !== 255) (sums[slot] as number) += values[i] as number;
      }
      ringsOf(sums, counts, pixels, into, at + 3 * rings * c);
    }
  };
}

function ringsOf(
  sums: Float64Array,
  counts: Float64Array,
  pixels: number,
  into: Float64Array,
  at: number,
): void {
  const total = sums.reduce((all, one) => all + one, 0);
  for (let ring = 0; ring < rings; ring++) {
    let light = 0, count = 0, means = 0, squares = 0, used = 0;
    for (let slot = ring * wedges; slot < (ring + 1) * wedges; slot++) {
      const n = counts[slot] as number;
      if (n === 0) continue;
      light += sums[slot] as number;
      count += n;
      means += (sums[slot] as number) / n;
      used++;
    }
    const mean = means / used;
    for (let slot = ring * wedges; slot < (ring + 1) * wedges; slot++) {
      const n = counts[slot] as number;
      if (n > 0) squares += ((sums[slot] as number) / n - mean) ** 2;
    }
    const share = light / total;
    into[at + ring] = share;
    into[at + rings + ring] = share / (count / pixels + Number.EPSILON);
    into[at + 2 * rings + ring] = used === 0
      ? 0
      : mean === 0
      ? NaN
      : Math.sqrt(squares / used) / mean;
  }
}

/** Lengths of the shortest paths within the object from one pixel, by sweeps until nothing changes. */
function walk(region: Region, centre: number, distance: Float64Array): void {
  const { area, inMask, mask, stride } = region;
  distance.fill(Infinity, 0, mask.length);
  distance[centre] = 0;
  for (let changed = true; changed;) {
    changed = false;
    for (let i = 0; i < area; i++) {
      if (nearer(distance, mask, inMask[i] as number, -1, stride)) changed = true;
    }
    for (let i = area - 1; i >= 0; i--) {
      if (nearer(distance, mask, inMask[i] as number, 1, stride)) changed = true;
    }
  }
}

/** Looks at the four neighbours that a sweep has passed; those outside the object stay infinite. */
function nearer(
  distance: Float64Array,
  mask: Uint8Array,
  at: number,
  side: 1 | -1,
  stride: number,
): boolean {
  if (mask[at] !== INSIDE) return false;
  const line = at + side * stride;
  const straight = Math.min(distance[at + side] as number, distance[line] as number) + 1;
  const slanting = Math.min(distance[line - 1] as number, distance[line + 1] as number) +
    Math.SQRT2;
  const best = Math.min(straight, slanting);
  if (best >= (distance[at] as number)) return false;
  distance[at] = best;
  return true;
}

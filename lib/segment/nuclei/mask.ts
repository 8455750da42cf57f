import { squaredDistance } from "../distance.ts";
import { fillHoles } from "../fill_holes.ts";
import type { Foreground } from "../foreground.ts";
import { localMean } from "../local_mean.ts";

/** Where nuclei are. */
export interface NuclearMask {
  /** 1 inside [height × width]. */
  mask: Uint8Array;
  /** Squared distance to the background [height × width], px². */
  squares: Uint32Array;
  /** Diameter of a nucleus, px; 0 if there is none. */
  diameter: number;
}

/** How often the local threshold is repeated with the diameter that it led to. */
const rounds = 4;
/** Standard deviation of the surroundings, in diameters. */
const surroundings = 0.35;

/**
 * Separates nuclei from the background: brighter than the threshold of the image, and brighter
 * than their surroundings.
 *
 * The surroundings are a Gaussian of about a third of a diameter, so that haze between crowded nuclei, uneven
 * light and the halo of a bright neighbour fall out, while the inside of a nucleus is filled again.
 *
 * @param levels Smoothed levels [height × width].
 * @param width Pixels across.
 * @param threshold Threshold of the image.
 * @param given Diameter of a nucleus, px; estimated if undefined.
 */
export function nuclearMask(
  levels: Uint16Array,
  width: number,
  { threshold }: Foreground,
  given?: number,
): NuclearMask {
  const bright = new Uint8Array(levels.length);
  for (let i = 0; i < levels.length; i++) bright[i] = (levels[i] as number) > threshold ? 1 : 0;
  let mask = fillHoles(bright.slice(), width);
  let squares = squaredDistance(mask, width);
  let diameter = given ?? firstDiameter(squares, width);
  for (let round = 0; round < rounds && diameter > 0; round++) {
    const means = localMean(levels, width, Math.max(3, surroundings * diameter));
    mask = new Uint8Array(levels.length);
    for (let i = 0; i < mask.length; i++) {
      if (bright[i] === 1 && (levels[i] as number) > (means[i] as number)) mask[i] = 1;
    }
    fillHoles(mask, width, diameter ** 2 / 10);
    squares = squaredDistance(mask, width);
    diameter = given ?? diameterOf(squares);
  }
  return { mask, squares, diameter };
}

/** Where more than half of the image seems one object, it is haze or tissue, and tells nothing. */
function firstDiameter(squares: Uint32Array, width: number): number {
  const side = Math.min(width, squares.length / width), diameter = diameterOf(squares);
  return diameter > side / 2 ? Math.max(1, side / 8) : diameter;
}

/**
 * Typical diameter of the objects of a mask, px: six times the mean depth of a pixel, which is exact
 * for discs and, for ellipses, near their small axis; large objects count by their area.
 *
 * @param squares Squared distances to the background [height × width], px².
 * @returns 0 for an empty mask.
 *
 * @example
 * ```ts
 * import { diameterOf } from "./mask.ts";
 * import { squaredDistance } from "../distance.ts";
 * import { assert } from "@std/assert";
 *
 * const disc = Uint8Array.from({ length: 1600 }, (_, i) =>
 *   Math.hypot(i % 40 - 20, Math.floor(i / 40) - 20) < 15 ? 1 : 0);
 * assert(Math.abs(diameterOf(squaredDistance(disc, 40)) - 30) < 2);
 * ```
 */
export function diameterOf(squares: Uint32Array): number {
  let sum = 0, count = 0;
  for (let i = 0; i < squares.length; i++) {
    const square = squares[i] as number;
    if (square === 0) continue;
    // A pixel's centre is half a pixel deeper than the edge between it and its neighbour.
    sum += Math.sqrt(square) - 0.5;
    count++;
  }
  return count === 0 ? 0 : 6 * sum / count;
}

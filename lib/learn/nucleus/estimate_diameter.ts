import { followFlows } from "../../segment/flows.ts";
import { DIAMETER, medianDiameter } from "./example.ts";
import type { FirstDiameter } from "./first_diameter.ts";
import type { Maps } from "./maps.ts";

/** Maps of a whole image that is scaled to so many pixels. */
export type MapsOfSize = (width: number, height: number) => Promise<Maps>;

/** No image is looked at as if its nuclei were smaller, px. */
const SMALLEST = 8;

/** Of what may be nuclei, at least this share is found where the size is right. */
const SHARE = 1 / 8;

/** The same where that was half as wide as the image, so that much of it may have been a slope of light. */
const LEAST = 1 / 16;

/** Nuclei that have to be seen where the first guess is given up: pieces of one nucleus are fewer. */
const MANY = 10;

/**
 * The usual diameter of the nuclei of an image: a first guess, corrected by what the network finds at
 * that size, until both agree.
 *
 * A guess is that of a clump, as of an embryo full of small nuclei, where the network finds next to
 * nothing at that size, or something half as wide as the image. Then half of it is tried, until many
 * nuclei are found; where no size shows many, the first stands.
 *
 * @param size Size of the image, px.
 * @param first From `firstDiameter`.
 * @param mapsOf Looks at the image at another size.
 * @returns Diameter, px.
 *
 * @example
 * ```ts
 * import { estimateDiameter } from "./estimate_diameter.ts";
 * import { assertEquals } from "@std/assert";
 *
 * // A network that sees nothing leaves the guess as it is.
 * const none = (width: number, height: number) =>
 *   Promise.resolve({
 *     flows: new Float32Array(2 * width * height),
 *     inside: new Float32Array(width * height).fill(-9),
 *   });
 * const first = { diameter: 30, foreground: 0.2 };
 * assertEquals(await estimateDiameter({ width: 60, height: 60 }, first, none), 30);
 * ```
 */
export async function estimateDiameter(
  size: { width: number; height: number },
  first: FirstDiameter,
  mapsOf: MapsOfSize,
): Promise<number> {
  const widest = Math.min(size.width, size.height) / 2;
  const { diameter, filled } = await agree(size, first.diameter, mapsOf);
  const wide = diameter > widest, least = (wide ? LEAST : SHARE) * first.foreground;
  if (filled >= least && !wide) return diameter;
  for (let guess = first.diameter / 2; guess >= SMALLEST; guess /= 2) {
    const seen = await agree(size, guess, mapsOf);
    if (seen.filled >= least && seen.count >= MANY) return seen.diameter;
  }
  return Math.min(diameter, 2 * widest);
}

/** Corrects a diameter until the nuclei found have it; their number and the share of pixels they fill. */
async function agree(
  image: { width: number; height: number },
  guess: number,
  mapsOf: MapsOfSize,
): Promise<{ diameter: number; count: number; filled: number }> {
  let diameter = Math.max(SMALLEST, guess), count = 0, filled = 0;
  for (let round = 0; round < 3; round++) {
    const { width, height } = gridOf(image, diameter);
    const { flows, inside } = await mapsOf(width, height);
    const labels = followFlows(flows, inside, width, height, { flowError: 0, largestShare: 1 });
    count = labels.reduce((most, label) => Math.max(most, label), 0);
    filled = labels.reduce((sum, label) => label > 0 ? sum + 1 : sum, 0) / labels.length;
    const ratio = medianDiameter(labels, width, height) / DIAMETER;
    if (!(ratio > 0)) break;
    // Specks of debris would make the image as large as if it were full of nuclei of their size.
    const before = diameter;
    diameter = Math.max(SMALLEST, before * ratio);
    if (ratio > 0.8 && ratio < 1.25 || diameter === before) break;
  }
  return { diameter, count, filled };
}

/**
 * Size of the maps of an image in which nuclei of a diameter are as large as the network knows them.
 *
 * @param image Size of the image, px.
 * @param diameter Of a nucleus, px.
 *
 * @example
 * ```ts
 * import { gridOf } from "./estimate_diameter.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(gridOf({ width: 60, height: 30 }, 28), { width: 30, height: 15 });
 * ```
 */
export function gridOf(
  { width, height }: { width: number; height: number },
  diameter: number,
): { width: number; height: number } {
  const side = (length: number) => Math.max(1, Math.round(length * DIAMETER / diameter));
  return { width: side(width), height: side(height) };
}

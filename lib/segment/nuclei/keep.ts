import { relabel } from "../relabel.ts";
import { keepChance, keepFeatures } from "./keep_rule.ts";
import { measureParts } from "./parts.ts";
import { surroundings } from "./surroundings.ts";

/** Objects less likely than this are no nuclei. */
const limit = 0.4;
/** Where the background around an object begins, in diameters. */
const edge = 0.1;

/** What is a nucleus. */
export interface KeepOptions {
  /** Diameter of a nucleus, px. */
  diameter: number;
  /** Smallest area, as a share of a disc of the diameter. */
  smallest: number;
}

/**
 * Leaves out what is small or looks like no nucleus, and numbers the others anew.
 *
 * @param labels Label image [height × width]; changed in place.
 * @param levels Smoothed levels [height × width].
 * @param width Pixels across.
 * @param background Level of the background.
 * @param options Diameter, smallest area.
 * @param chance How likely objects with certain `keepFeatures` are nuclei; defaults to `keepChance`.
 *
 * @example
 * ```ts
 * import { keepNuclei } from "./keep.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = new Int32Array([0, 4, 4, 4, 4, 4, 0, 2]), levels = new Uint16Array(8).fill(9);
 * keepNuclei(labels, levels, 8, 0, { diameter: 3, smallest: 0.1 }, () => 1);
 * assertEquals([...labels], [0, 1, 1, 1, 1, 1, 0, 0]);
 * ```
 */
export function keepNuclei(
  labels: Int32Array,
  levels: Uint16Array,
  width: number,
  background: number,
  { diameter, smallest }: KeepOptions,
  chance: (features: readonly number[], label: number) => number = keepChance,
): void {
  const typical = Math.PI / 4 * diameter ** 2;
  const parts = measureParts(labels, levels, width, background);
  const least = Math.max(4, smallest * typical);
  // What is too small is no measure of the others.
  for (const part of parts) if (part.area < least) part.area = 0;
  const distance = Math.max(2, Math.round(edge * diameter));
  const around = surroundings(labels, levels, width, parts.length - 1, distance);
  const features = keepFeatures(parts, around, background, typical);
  relabel(labels, (label) => {
    const own = features[label] as number[];
    return own.length > 0 && chance(own, label) >= limit;
  });
}

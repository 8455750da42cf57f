import { logistic } from "./join_rule.ts";
import { axesOf, type Part } from "./parts.ts";
import type { Surroundings } from "./surroundings.ts";

/** Contrasts below this share of the typical one are all the same: noise. */
const leastContrast = 0.01;

/**
 * What tells whether each object is a nucleus, rather than haze, a fibre or debris.
 *
 * In this order: 1; its contrast over its own brightness; logarithm of its contrast over the typical one;
 * its area over that of the ellipse with its moments; logarithm of its area over that of a typical nucleus;
 * logarithm of its brightness over the typical one.
 *
 * Contrast is the mean level of the object less that around it. Half of all contrast × area lies in
 * objects of more than the typical contrast, so that many faint specks do not lower it.
 *
 * @param parts Objects by their number, from `measureParts`.
 * @param around What surrounds them.
 * @param background Level of the background.
 * @param typical Area of a typical nucleus, px².
 * @returns 6 numbers an object, all finite; none for an empty one.
 *
 * @example
 * ```ts
 * import { keepFeatures } from "./keep_rule.ts";
 * import { measureParts } from "./parts.ts";
 * import { surroundings } from "./surroundings.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = new Int32Array([1, 0, 0]), levels = new Uint16Array([50, 30, 10]);
 * const parts = measureParts(labels, levels, 3, 10);
 * const around = surroundings(labels, levels, 3, 1, 1);
 * assertEquals(keepFeatures(parts, around, 10, 1)[1]?.slice(0, 3), [1, 0.75, 0]);
 * ```
 */
export function keepFeatures(
  parts: readonly Part[],
  around: Surroundings,
  background: number,
  typical: number,
): number[][] {
  const objects = parts.map(({ area, light }, label) => {
    const outside = around.pixels[label] as number;
    const brightness = light / area;
    // An object between others, without background around it, is compared with that of the image.
    const floor = outside === 0 ? 0 : (around.light[label] as number) / outside - background;
    return { area, brightness, contrast: Math.max(0, brightness - floor) };
  });
  const usual = typicalOf(objects.filter(({ area }) => area > 0));
  return objects.map(({ area, brightness, contrast }, label) => {
    if (area === 0) return [];
    const { major, minor } = axesOf(parts[label] as Part);
    return [
      1,
      Math.min(1, contrast / Math.max(1, brightness)),
      Math.log(Math.max(leastContrast, contrast / usual.contrast)),
      area / (Math.PI / 4 * major * minor),
      Math.log(area / typical),
      Math.log(Math.max(leastContrast, brightness / usual.brightness)),
    ];
  });
}

interface Seen {
  area: number;
  brightness: number;
  contrast: number;
}

function typicalOf(objects: Seen[]): { brightness: number; contrast: number } {
  const falling = objects.toSorted((a, b) => b.contrast - a.contrast);
  let left = falling.reduce((sum, { area, contrast }) => sum + area * contrast, 0) / 2;
  for (const { area, brightness, contrast } of falling) {
    left -= area * contrast;
    if (left <= 0) return { brightness: Math.max(1, brightness), contrast: Math.max(1, contrast) };
  }
  return { brightness: 1, contrast: 1 };
}

/** Weights of {@link keepFeatures}, fitted by `tests/segment/nuclei/fit_rules.ts`. */
const weights = [-19.326, 7.328, 0.5, 17.003, 0.931, 0.074];

/**
 * How likely an object is a nucleus, by a logistic rule fitted on the same images as `joinChance`.
 *
 * @param features From {@link keepFeatures}.
 * @returns 0 to 1.
 *
 * @example
 * ```ts
 * import { keepChance } from "./keep_rule.ts";
 * import { assert } from "@std/assert";
 *
 * const nucleus = [1, 0.8, 0, 1, 0, 0], haze = [1, 0.05, -3, 0.8, -1, -0.3];
 * assert(keepChance(nucleus) > 0.9 && keepChance(haze) < 0.1);
 * ```
 */
export function keepChance(features: readonly number[]): number {
  return logistic(weights, features);
}

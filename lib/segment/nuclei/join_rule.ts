import type { Contact } from "./contacts.ts";
import { axesOf, joinParts, type Part } from "./parts.ts";

/**
 * What tells whether two touching parts are one nucleus.
 *
 * In this order: 1; mean and lowest brightness of the contact, each over the geometric mean of both
 * parts; convexity that is lost by joining; length of the contact over the diameter of the smaller part;
 * logarithms of the area of both and of the smaller one, each over that of a typical nucleus; squared
 * logarithm of the ratio of their brightness; logarithm of the elongation of both; their area over that of
 * the ellipse with their moments.
 *
 * @param a A part.
 * @param b Another that touches it.
 * @param contact Where they touch.
 * @param typical Area of a typical nucleus, px².
 * @returns 10 numbers, all finite.
 *
 * @example
 * ```ts
 * import { findContacts } from "./contacts.ts";
 * import { joinFeatures } from "./join_rule.ts";
 * import { measureParts } from "./parts.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = new Int32Array([1, 2]), levels = new Uint16Array([9, 9]);
 * const [, a, b] = measureParts(labels, levels, 2, 0);
 * const features = joinFeatures(a!, b!, findContacts(labels, levels, 2, 0)[0]!, 1);
 * assertEquals(features.slice(0, 4), [1, 1, 1, 0]);
 * ```
 */
export function joinFeatures(a: Part, b: Part, contact: Contact, typical: number): number[] {
  const both = joinParts(a, b);
  const brightness = [a, b].map(({ light, area }) => Math.max(1, light / area));
  const dark = Math.min(...brightness), bright = Math.max(...brightness);
  const middle = Math.sqrt(dark * bright);
  const smaller = Math.min(a.area, b.area);
  const apart = (a.area * convexity(a) + b.area * convexity(b)) / both.area;
  const { major, minor } = axesOf(both);
  return [
    1,
    clamp(contact.light / contact.length / middle),
    clamp(contact.darkest / middle),
    apart - convexity(both),
    clamp(contact.length / (2 * Math.sqrt(smaller / Math.PI))),
    Math.log(both.area / typical),
    Math.log(smaller / typical),
    Math.log(bright / dark) ** 2,
    Math.log(major / minor),
    both.area / (Math.PI / 4 * major * minor),
  ];
}

function convexity({ area, hullArea }: Part): number {
  return area / hullArea;
}

/** A single dark pixel or a very small part must not decide alone. */
function clamp(value: number): number {
  return Math.min(2, Math.max(-1, value));
}

/** Weights of {@link joinFeatures}, fitted by `tests/segment/nuclei/fit_rules.ts`. */
const fitted = [1.355, 4.695, -1.931, -26.359, 1.698, -1.593, -0.679, -0.579, 2.226, -7.253];
/** Parts that differ more in brightness are two nuclei, such as a mitosis beside or on another one. */
const mostRatio = 2.5;

/**
 * How likely two touching parts are one nucleus, by a logistic rule.
 *
 * Its weights were fitted on pairs of fragments of 272 public fluorescence images (train and validation
 * parts, see `partOf`), the test part unseen.
 *
 * @param features From {@link joinFeatures}.
 * @param weights One for each feature; defaults to those that were fitted.
 * @returns 0 to 1; 0 for parts one of which is more than 2.5 times as bright as the other.
 *
 * @example
 * ```ts
 * import { joinChance } from "./join_rule.ts";
 * import { assert } from "@std/assert";
 *
 * // Two round parts with a dark neck between them, and two halves of a disc.
 * const necked = [1, 0.5, 0.4, 0.2, 0.3, 0.7, 0, 0, 0.7, 0.9];
 * const halves = [1, 1.2, 0.7, -0.02, 1.4, 0, -0.7, 0, 0, 1];
 * assert(joinChance(necked) < 0.1 && joinChance(halves) > 0.8);
 * ```
 */
export function joinChance(
  features: readonly number[],
  weights: readonly number[] = fitted,
): number {
  if ((features[7] as number) > Math.log(mostRatio) ** 2) return 0;
  return logistic(weights, features);
}

/**
 * Chance by a logistic rule, 1 / (1 + exp(−Σ weight × feature)).
 *
 * @param weights One for each feature.
 * @param features The first is 1, for the constant.
 *
 * @example
 * ```ts
 * import { logistic } from "./join_rule.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(logistic([0, 0], [1, 9]), 0.5);
 * ```
 */
export function logistic(weights: readonly number[], features: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += (weights[i] as number) * (features[i] as number);
  return 1 / (1 + Math.exp(-sum));
}

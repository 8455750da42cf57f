import { histogram, quantiles } from "../../image/intensity.ts";

/**
 * An image as the network takes it: 0 at the 1st percentile of the image, 1 at the 99.8th, values
 * between −0.5 and 2.
 *
 * Where both are the same grey value, as in a field without noise that nuclei cover less than 0.2 % of,
 * 0 is the least grey value and 1 the largest.
 *
 * @param data Grey values, any shape.
 * @returns Real values in the same order; all 0 for a constant image.
 *
 * @example
 * ```ts
 * import { normalize } from "./normalize.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(normalize(new Uint16Array([7, 7])), new Float32Array(2));
 * ```
 */
export function normalize(data: Uint16Array): Float32Array {
  const [least, first, last, most] = quantiles(histogram(data), [0, 0.01, 0.998, 1]) as [
    number,
    number,
    number,
    number,
  ];
  const [low, high] = first < last ? [first, last] : [least, most];
  const range = high - low;
  if (range === 0) return new Float32Array(data.length);
  return Float32Array.from(data, (v) => Math.min(2, Math.max(-0.5, (v - low) / range)));
}

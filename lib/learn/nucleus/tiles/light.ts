import type { Random } from "../../../core/random.ts";

/**
 * Gives a tile another contrast, brightness, noise and sharpness, in place.
 *
 * @param pixels Normalised image [size × size].
 * @param size Its side, px.
 * @param random Where the numbers come from.
 *
 * @example
 * ```ts
 * import { changeLight } from "./light.ts";
 * import { Random } from "../../../core/random.ts";
 * import { assertNotEquals } from "@std/assert";
 *
 * const pixels = new Float32Array(16).fill(0.5);
 * changeLight(pixels, 4, new Random(1));
 * assertNotEquals(pixels[0], 0.5);
 * ```
 */
export function changeLight(pixels: Float32Array, size: number, random: Random): void {
  const gamma = Math.exp(random.uniform(-0.4, 0.4));
  const gain = Math.exp(random.uniform(-0.5, 0.4)), offset = random.uniform(-0.05, 0.05);
  const passes = random.uniform() < 0.25 ? 1 + random.integer(4) : 0;
  for (let pass = 0; pass < passes; pass++) soften(pixels, size, random.uniform(0.3, 1));
  const noise = random.uniform() < 0.5 ? random.uniform(0, 0.07) : 0;
  for (let i = 0; i < pixels.length; i++) {
    const value = pixels[i] as number;
    const curved = value > 0 ? value ** gamma : value;
    pixels[i] = gain * curved + offset + (noise > 0 ? random.normal(0, noise) : 0);
  }
}

/** Mixes each pixel with the mean of its 3 × 3 neighbours. */
function soften(pixels: Float32Array, size: number, share: number): void {
  const before = pixels.slice();
  for (let y = 1; y < size - 1; y++) {
    for (let x = 1; x < size - 1; x++) {
      let sum = 0;
      for (let k = -1; k <= 1; k++) {
        const i = (y + k) * size + x;
        sum += (before[i - 1] as number) + (before[i] as number) + (before[i + 1] as number);
      }
      const i = y * size + x;
      pixels[i] = (1 - share) * (before[i] as number) + share * sum / 9;
    }
  }
}

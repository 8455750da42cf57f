import type { ChannelQuality, FieldQuality } from "../quality.ts";

/** Largest grey values of cameras of 12 to 16 bits. */
const fullScales = [12, 13, 14, 15, 16].map((bits) => 2 ** bits - 1);

/** Grey values below the maximum that it is held against. */
export const levelsBelow = 8;

/** How many times as often as those below it the largest grey value occurs where an image is cut off. */
const pile = 8;

/** Fewest grey values of an image that is fine enough for a pile at its largest to mean anything. */
const fine = 64;

/**
 * The grey values at which cameras saturate, as the fields show them.
 *
 * What is brighter than a camera can count **piles up** at the largest grey value of an image: at least
 * eight times as many pixels as, on average, at the eight grey values that occur next below. Where an image
 * is not cut off, its brightest pixels are few and spread over many values. A largest value is a ceiling:
 *
 * - at 65,535, always: the largest of 16 bits, and what 255 of 8 bits becomes;
 * - at or within 1 ‰ below the largest of 12 to 16 bits, where one image has a pile there, also one
 *   of that value alone: cameras often stop a little earlier;
 * - at any other value, where at least two images have a pile at exactly this value. Images of fewer than
 *   64 grey values are left out of it: dim ones of 8 bits share their largest value by chance, a constant one
 *   has nothing below, and plateaus of few values look like piles.
 *
 * A camera has one ceiling, but channels may come from several cameras, or be saved with other bits or
 * offsets. So a pile speaks for the images that end in it, whatever brighter values other channels, plates
 * or images reach; and since two piles at one value are no chance, they may lie in different channels and
 * plates. Images that end elsewhere are not saturated. An offset that was subtracted image by image, or a
 * correction of light, spreads the piles: then only what still reaches 65,535 is found.
 *
 * @param fields Measures of the fields of a screen.
 * @returns The ceilings, that at which most images stop first; 65,535 is always among them.
 *
 * @example
 * ```ts
 * import { cameraCeilings } from "./ceilings.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...cameraCeilings([])], [65535]);
 * ```
 */
export function cameraCeilings(fields: readonly FieldQuality[]): ReadonlySet<number> {
  const piles = new Map<number, number>();
  for (const { channels } of fields) {
    for (const channel of Object.values(channels)) {
      if (!hasPile(channel)) continue;
      piles.set(channel.maximum, (piles.get(channel.maximum) ?? 0) + 1);
    }
  }
  const found = [...piles].filter(([value, images]) => images >= 2 || isFullScale(value));
  return new Set([...found.sort((a, b) => b[1] - a[1]).map(([value]) => value), 65535]);
}

/**
 * The grey value at which most of the images stop that are cut off at all, for texts; see
 * {@link cameraCeilings}.
 *
 * @param fields Measures of the fields of a screen.
 * @returns The ceiling; 65,535 where no image shows one.
 *
 * @example
 * ```ts
 * import { cameraCeiling } from "./ceilings.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(cameraCeiling([]), 65535);
 * ```
 */
export function cameraCeiling(fields: readonly FieldQuality[]): number {
  const [most] = cameraCeilings(fields);
  return most as number;
}

/**
 * Share of a channel's pixels that are saturated.
 *
 * @param channel The channel's measures.
 * @param ceilings Grey values at which cameras saturate, from {@link cameraCeilings}.
 *
 * @example
 * ```ts
 * import { saturation } from "./ceilings.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const ceilings = new Set([4095, 65535]);
 * assertEquals(saturation({ maximum: 4095, atMaximum: 0.02 }, ceilings), 0.02);
 * assertEquals(saturation({ maximum: 3000, atMaximum: 0.02 }, ceilings), 0);
 * ```
 */
export function saturation(
  { maximum, atMaximum }: Pick<ChannelQuality, "maximum" | "atMaximum">,
  ceilings: ReadonlySet<number>,
): number {
  return ceilings.has(maximum) ? atMaximum : 0;
}

function hasPile({ maximum, atMaximum, belowMaximum, levels }: ChannelQuality): boolean {
  return atMaximum >= pile * belowMaximum && (levels >= fine || isFullScale(maximum));
}

function isFullScale(value: number): boolean {
  return fullScales.some((most) => value <= most && value >= 0.999 * most);
}

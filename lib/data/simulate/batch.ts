import type { Random } from "../../core/random.ts";

/** Smooth uneven light over the field, the same for every field of a plate and channel. */
export interface Illumination {
  /** Brightest point, fraction of the width from the left. */
  x: number;
  /** Brightest point, fraction of the height from the top. */
  y: number;
  /** Loss of light in the farthest corner, 0-1. */
  drop: number;
}

/** How one channel of one plate came out. */
export interface ChannelEffect {
  /** Staining and exposure, × . */
  gain: number;
  /** Camera offset plus background light, counts of 12 bits. */
  offset: number;
  /** Share of light scattered far, which fills the gaps between cells. */
  haze: number;
  /** Light over the field. */
  illumination: Illumination;
}

/** What a plate does to all its wells. */
export interface PlateEffect {
  /** One entry a channel. */
  channels: ChannelEffect[];
  /** Seeding, cells per area, ×. */
  density: number;
  /** Mean defocus of the plate, px sigma. */
  focus: number;
}

/**
 * Relative light at a pixel, 1 on average over a field of usual shape.
 *
 * The light falls with the square of the distance from the brightest point, as vignetting does to
 * first order.
 *
 * @param light The plate's illumination in that channel.
 * @param x Fraction of the width, 0-1.
 * @param y Fraction of the height, 0-1.
 *
 * @example
 * ```ts
 * import { illuminationAt } from "./batch.ts";
 * import { assert } from "@std/assert";
 *
 * const light = { x: 0.5, y: 0.5, drop: 0.3 };
 * assert(illuminationAt(light, 0.5, 0.5) > illuminationAt(light, 0, 0));
 * ```
 */
export function illuminationAt(light: Illumination, x: number, y: number): number {
  const reach = Math.max(light.x, 1 - light.x) ** 2 + Math.max(light.y, 1 - light.y) ** 2;
  const mean = 1 - light.drop * ((1 / 6 + (light.x - 0.5) ** 2 + (light.y - 0.5) ** 2) / reach);
  return (1 - light.drop * ((x - light.x) ** 2 + (y - light.y) ** 2) / reach) / mean;
}

/**
 * Draws the effects of a week: what its staining day and its seeding did to all its plates.
 *
 * @param channels Number of channels.
 * @param strength 0 none, 1 as in BBBC021.
 * @param random Stream of the week.
 */
export function weekEffect(channels: number, strength: number, random: Random): PlateEffect {
  return {
    channels: Array.from({ length: channels }, () => ({
      gain: Math.exp(strength * random.normal(0, 0.22)),
      offset: strength * random.normal(0, 4),
      haze: Math.exp(strength * random.normal(0, 0.2)),
      illumination: {
        x: 0.5 + strength * random.normal(0, 0.08),
        y: 0.5 + strength * random.normal(0, 0.08),
        drop: Math.min(0.5, strength * random.uniform(0.1, 0.3)),
      },
    })),
    density: Math.exp(strength * random.normal(0, 0.1)),
    focus: Math.abs(strength * random.normal(0, 0.15)),
  };
}

/**
 * Draws the effects of a plate on top of its week's.
 *
 * @param week What {@link weekEffect} gave.
 * @param strength 0 none, 1 as in BBBC021.
 * @param random Stream of the plate.
 */
export function plateEffect(week: PlateEffect, strength: number, random: Random): PlateEffect {
  const inField = (value: number) => Math.min(0.8, Math.max(0.2, value));
  return {
    channels: week.channels.map(({ gain, offset, haze, illumination }) => ({
      gain: gain * Math.exp(strength * random.normal(0, 0.08)),
      offset: 42 + offset + strength * random.normal(0, 1.5),
      haze: haze * Math.exp(strength * random.normal(0, 0.1)),
      illumination: {
        x: inField(illumination.x + strength * random.normal(0, 0.04)),
        y: inField(illumination.y + strength * random.normal(0, 0.04)),
        drop: Math.max(0, illumination.drop + strength * random.normal(0, 0.03)),
      },
    })),
    density: week.density * Math.exp(strength * random.normal(0, 0.06)),
    focus: Math.max(0, week.focus + strength * random.normal(0.05, 0.1)),
  };
}

/** What a well's place on the plate does: outer wells dry out, rows are stained one after another. */
export interface WellEffect {
  /** Cells per area, ×. */
  density: number;
  /** Brightness, ×. */
  gain: number;
}

/**
 * The effect of a place on a 96-well plate.
 *
 * @param row 0 = A.
 * @param column 1-12.
 * @param strength 0 none, 1 as usual.
 * @param random Stream of the well, for what is not explained by its place.
 */
export function wellEffect(
  row: number,
  column: number,
  strength: number,
  random: Random,
): WellEffect {
  const fromEdge = Math.min(row - 1, 6 - row, column - 2, 11 - column);
  const edge = Math.max(0, 1 - fromEdge / 2);
  return {
    density: Math.exp(strength * (random.normal(0, 0.08) - 0.12 * edge)),
    gain: Math.exp(strength * (random.normal(0, 0.03) - 0.06 * edge + 0.02 * (row - 3.5))),
  };
}

import { InputError } from "../core/errors.ts";
import { eightBitTable } from "./eight_bit.ts";
import { channelOf, type Field } from "./field.ts";
import { histogram, type Limits, limitsOf } from "./intensity.ts";

/** Red, green and blue, each from 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** Light colours that readers with any colour vision can tell apart where they do not overlap. */
export const channelColours = {
  cyan: [0, 200, 255],
  magenta: [255, 0, 200],
  yellow: [255, 210, 0],
  green: [0, 255, 90],
  grey: [150, 150, 150],
} as const satisfies Record<string, Colour>;

/** One channel of a composite. */
export interface Layer {
  /** Name of the channel. */
  channel: string;
  /** Its colour at full brightness; defaults to the next of cyan, magenta, yellow, green, grey. */
  colour?: Colour;
  /** Grey values of black and of full brightness; defaults to 5 % and 99.5 % of this channel. */
  limits?: Limits;
}

/** An image for the screen. */
export interface ColourImage {
  /** Pixels across. */
  width: number;
  /** Pixels down. */
  height: number;
  /** Red, green, blue and opacity of each pixel [height × width × 4]. */
  data: Uint8ClampedArray;
}

/**
 * Lays channels over each other as coloured light: the colours add up and stop at 255.
 *
 * @param field The field.
 * @param layers Channels with colour and limits; defaults to all channels, at most five.
 * @returns The coloured image.
 * @throws {InputError} for a channel that the field has not, bad limits, or more layers than colours.
 *
 * @example
 * ```ts
 * import { composite } from "./composite.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = {
 *   width: 2,
 *   height: 1,
 *   channels: [{ name: "DAPI", data: new Uint16Array([0, 100]) }],
 *   pixelSize: 0.65,
 *   where: { plate: "P1", well: "A01", site: 1 },
 * };
 * const limits = { low: 0, high: 100 };
 * const image = composite(field, [{ channel: "DAPI", colour: [0, 10, 255], limits }]);
 * assertEquals([...image.data], [0, 0, 0, 255, 0, 10, 255, 255]);
 * ```
 */
export function composite(
  field: Field,
  layers: readonly Layer[] = field.channels.map(({ name }) => ({ channel: name })),
): ColourImage {
  const { width, height } = field;
  const defaults = Object.values(channelColours);
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 3; i < data.length; i += 4) data[i] = 255;
  for (const [index, layer] of layers.entries()) {
    const pixels = channelOf(field, layer.channel).data;
    const colour = layer.colour ?? defaults[index];
    if (colour === undefined) {
      throw new InputError("Cannot colour the channels", {
        found: `${layers.length} channels`,
        allowed: `${defaults.length} without colours of their own`,
      });
    }
    const brightness = eightBitTable(
      layer.limits ?? limitsOf(histogram(pixels), { low: 0.05, high: 0.995 }),
    );
    for (let i = 0; i < pixels.length; i++) {
      const share = (brightness[pixels[i] as number] as number) / 255;
      for (let part = 0; part < 3; part++) {
        const at = 4 * i + part;
        data[at] = (data[at] as number) + share * (colour[part] as number);
      }
    }
  }
  return { width, height, data };
}

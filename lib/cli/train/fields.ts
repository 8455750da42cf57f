import { InputError } from "../../core/errors.ts";
import type { IndexedField } from "../../data/index_file.ts";
import type { Field } from "../../image/field.ts";
import type { Limits } from "../../image/intensity.ts";
import { resize } from "../../image/resize.ts";
import { countChannels, countedLimits, emptyCounts } from "../../learn/crops.ts";
import { eachField, type EachFieldOptions } from "./each_field.ts";

/** Fields made small, with what is known of them. */
export interface SmallFields {
  /** Number of channels. */
  channels: number;
  /** Their names, in order. */
  channelNames: string[];
  /** Side of the images, px. */
  side: number;
  /** What the index says about each [n]. */
  fields: IndexedField[];
  /** Grey values of each [side × side × channels]. */
  images: Uint16Array[];
  /** Limits of the grey values of each plate, one a channel. */
  limits: Map<string, Limits[]>;
}

/** How {@link readSmallFields} reads. */
export interface ReadSmallFieldsOptions extends Omit<EachFieldOptions, "check"> {
  /** Fields whose images are kept; the others only have a part in the limits; defaults to *all*. */
  keep?: ReadonlySet<IndexedField>;
}

/**
 * Reads fields one after another and keeps them small.
 *
 * Limits are of all fields of a plate that are read: give whole plates, the same whatever of them is
 * learned, or a field is darker in one run than in another.
 *
 * @param rows Rows of an index.
 * @param side Side of the small images, px.
 * @param options Channels, of which one may be there twice, fields to keep, what to do with a bad field,
 * signal, progress.
 * @returns The fields that are kept and can be read, in their order.
 * @throws {InputError} if a field cannot be read or is smaller than that, unless `onBad` is given.
 */
export async function readSmallFields(
  rows: readonly IndexedField[],
  side: number,
  { keep, channels: asked, ...options }: ReadSmallFieldsOptions = {},
): Promise<SmallFields> {
  const images: Uint16Array[] = [], kept: IndexedField[] = [];
  const counts = new Map<string, Uint32Array[]>();
  let channelNames: string[] = [];
  const once = asked === undefined ? {} : { channels: [...new Set(asked)] };
  const check = ({ width, height, where: { plate, well, site } }: Field) => {
    if (width >= side && height >= side) return;
    throw new InputError(`Cannot make plate ${plate}, well ${well}, site ${site} smaller`, {
      found: `${width} × ${height} px`,
      allowed: `at least ${side} × ${side}`,
    });
  };
  for await (const { row, field } of eachField(rows, { ...options, ...once, check })) {
    const read = new Map(field.channels.map((channel) => [channel.name, channel]));
    channelNames = [...asked ?? read.keys()];
    const channels = channelNames.length;
    const small = new Uint16Array(side * side * channels);
    channelNames.forEach((name, c) => {
      const { data } = read.get(name)!;
      const plane = { width: field.width, height: field.height, data: Float32Array.from(data) };
      resize(plane, side, side).data.forEach((value, i) => small[i * channels + c] = value + 0.5);
    });
    if (keep?.has(row) ?? true) {
      images.push(small);
      kept.push(row);
    }
    const known = counts.get(row.plate) ?? emptyCounts(channels);
    counts.set(row.plate, known);
    countChannels(small, known);
  }
  const limits = [...counts].map(([plate, all]) => [plate, countedLimits(all)] as const);
  return {
    channels: channelNames.length,
    channelNames,
    side,
    fields: kept,
    images,
    limits: new Map(limits),
  };
}

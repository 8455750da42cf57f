import { InputError } from "../../core/errors.ts";
import { readFields, type ReadFieldsOptions } from "../../data/fields.ts";
import type { IndexedField } from "../../data/index_file.ts";
import type { Limits } from "../../image/intensity.ts";
import { resize } from "../../image/resize.ts";
import { countChannels, countedLimits, emptyCounts } from "../../learn/crops.ts";

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
export interface ReadSmallFieldsOptions extends Pick<ReadFieldsOptions, "channels" | "signal"> {
  /** Called after each field. */
  onField?: (done: number, total: number) => void;
}

/**
 * Reads fields one after another and keeps them small.
 *
 * @param rows Rows of an index.
 * @param side Side of the small images, px.
 * @param options Channels, signal, progress.
 * @throws {InputError} if a field cannot be read or is smaller than that.
 */
export async function readSmallFields(
  rows: readonly IndexedField[],
  side: number,
  { onField, ...options }: ReadSmallFieldsOptions = {},
): Promise<SmallFields> {
  const images: Uint16Array[] = [];
  const counts = new Map<string, Uint32Array[]>();
  let channelNames: string[] = [];
  for await (const field of readFields(rows, options)) {
    const { plate, well, site } = field.where;
    if (field.width < side || field.height < side) {
      throw new InputError(`Cannot make plate ${plate}, well ${well}, site ${site} smaller`, {
        found: `${field.width} × ${field.height} px`,
        allowed: `at least ${side} × ${side}`,
      });
    }
    channelNames = field.channels.map(({ name }) => name);
    const channels = channelNames.length;
    const small = new Uint16Array(side * side * channels);
    field.channels.forEach(({ data }, c) => {
      const plane = { width: field.width, height: field.height, data: Float32Array.from(data) };
      resize(plane, side, side).data.forEach((value, i) => small[i * channels + c] = value + 0.5);
    });
    images.push(small);
    const known = counts.get(plate) ?? emptyCounts(channels);
    counts.set(plate, known);
    countChannels(small, known);
    onField?.(images.length, rows.length);
  }
  const limits = [...counts].map(([plate, all]) => [plate, countedLimits(all)] as const);
  return {
    channels: channelNames.length,
    channelNames,
    side,
    fields: [...rows],
    images,
    limits: new Map(limits),
  };
}

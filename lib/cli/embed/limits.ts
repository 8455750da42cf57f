import { InputError } from "../../core/errors.ts";
import { exists, writeAtomic } from "../../core/files.ts";
import { readField } from "../../data/fields.ts";
import type { FieldIndex } from "../../data/index_file.ts";
import type { Field } from "../../image/field.ts";
import { type Histogram, histogram, type Limits, limitsOf } from "../../image/intensity.ts";
import { countChannels, countedLimits, emptyCounts } from "../../learn/crops.ts";

/** Fields of a plate that its limits are taken from, evenly chosen: more would change little. */
const MOST = 32;

/** What limits are taken from. */
export interface PlateLimitsOptions {
  /** Channels. */
  channels: readonly string[];
  /** Folder of the light that images are corrected by; defaults to none. */
  illumination?: string;
  /** Radius of the disk that the background is subtracted by, px; defaults to leaving it. */
  background?: number;
  /**
   * Squares of a field [side × side × channels] that alone count, for a network that learned squares scaled
   * by their own limits; defaults to the whole field.
   */
  crops?: (field: Field) => Promise<Uint16Array[]>;
  /** Whether fields that cannot be read are left out; defaults to false. */
  skipBad?: boolean;
  /** Stops the work. */
  signal?: AbortSignal;
}

/**
 * Grey values of black and white of each plate and channel: 0.1 % and 99.9 % of the pixels of up to 32
 * of its fields, so that fields of a plate stay comparable. Of crops all count, by the quantiles of training.
 *
 * @param index Fields.
 * @param file Where they are kept, for a run that goes on where another stopped; undefined to keep none.
 * @param options Channels, light, background.
 * @returns Limits of each channel, in order, by plate.
 * @throws {InputError} for a field that cannot be read, unless `skipBad`.
 */
export async function plateLimits(
  { fields }: FieldIndex,
  file: string | undefined,
  { channels, illumination, background, crops, skipBad = false, signal }: PlateLimitsOptions,
): Promise<Record<string, Limits[]>> {
  if (file !== undefined && await exists(file)) return JSON.parse(await Deno.readTextFile(file));
  const limits: Record<string, Limits[]> = {};
  const names = [...new Set(channels)];
  for (const plate of new Set(fields.map((field) => field.plate))) {
    const own = fields.filter((field) => field.plate === plate);
    const counts = emptyCounts(names.length);
    // One overexposed field more or less moves the limits of crops, which hold little background.
    const step = crops === undefined ? Math.max(1, own.length / MOST) : 1;
    for (let at = 0; at < own.length; at += step) {
      signal?.throwIfAborted();
      const row = own[Math.floor(at)] as typeof own[0];
      try {
        const field = await readField(row, { channels: names, illumination, background });
        if (crops === undefined) {
          field.channels.forEach(({ data }, c) => histogram(data, counts[c]));
        } else for (const crop of await crops(field)) countChannels(crop, counts);
      } catch (error) {
        if (!(skipBad && error instanceof InputError)) throw error;
      }
    }
    limits[plate] = channels.map((name) => {
      const count = counts[names.indexOf(name)] as Histogram;
      // Without a field that can be read, or a cell, none will be embedded.
      if (!count.some((n) => n > 0)) return { low: 0, high: 65535 };
      return crops === undefined ? limitsOf(count) : countedLimits([count])[0] as Limits;
    });
  }
  if (file !== undefined) await writeAtomic(file, JSON.stringify(limits));
  return limits;
}

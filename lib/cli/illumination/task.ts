import { InputError } from "../../core/errors.ts";
import { readFields } from "../../data/fields.ts";
import { type IlluminationNotes, writeIllumination } from "../../data/illumination_files.ts";
import type { IndexedField } from "../../data/index_file.ts";
import type { Channel, Where } from "../../image/field.ts";
import { IlluminationCollector, type IlluminationOptions } from "../../image/illumination.ts";
import { fieldName } from "../over_fields.ts";

/** One plate and channel whose light is to be found, as it crosses to a worker. */
export interface IlluminationTask {
  /** Plate. */
  plate: string;
  /** Channel. */
  channel: string;
  /** Fields of the plate. */
  fields: IndexedField[];
  /** Folder of all light. */
  out: string;
  /** How it is estimated. */
  options: IlluminationOptions;
  /** A field that cannot be read is no error. */
  skipBad: boolean;
  /** What it is found from, in one word, for a later run; absent where nobody asks. */
  from?: string;
}

/**
 * Averages the images of one plate and channel, a few in memory at a time, and writes its light.
 *
 * @param task Which, and how.
 * @throws {InputError} for an image that cannot be read or has another size, unless `skipBad`; where
 * none can.
 */
export async function illuminationTask(task: IlluminationTask): Promise<IlluminationNotes> {
  const { plate, channel, fields, out, options, skipBad, from } = task;
  const skipped: IlluminationNotes["skipped"] = [];
  const leaveOut = (error: unknown, where: Where) => {
    if (!skipBad || !(error instanceof InputError)) throw error;
    skipped.push({ field: fieldName(where), reason: error.message });
  };
  let collector: IlluminationCollector | undefined;
  const reading = { channels: [channel], ahead: 2, onBad: leaveOut };
  for await (const { width, height, channels, where } of readFields(fields, reading)) {
    collector ??= new IlluminationCollector(width, height);
    try {
      collector.add((channels[0] as Channel).data);
    } catch (error) {
      leaveOut(error, where);
    }
  }
  if (collector === undefined) {
    throw new InputError(`No image of plate ${plate}, channel ${channel} can be read`, {
      found: skipped[0]?.reason,
    });
  }
  const { gain, ...about } = collector.estimate(options);
  const lowest = gain.reduce((least, value) => Math.min(least, value), Infinity);
  const highest = gain.reduce((most, value) => Math.max(most, value), -Infinity);
  const notes = { plate, channel, ...about, lowest, highest, skipped, from };
  await writeIllumination(out, notes, gain);
  return notes;
}

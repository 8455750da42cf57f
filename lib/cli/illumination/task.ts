import { InputError } from "../../core/errors.ts";
import { readFields, withImage } from "../../data/fields.ts";
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
  const sizes = new Map<string, { collector: IlluminationCollector; fields: Where[] }>();
  const reading = { channels: [channel], ahead: 2, onBad: leaveOut };
  for await (const { width, height, channels: [image], where } of readFields(fields, reading)) {
    const size = `${width} × ${height}`, [first] = sizes.values();
    // Which size is the odd one is known at the end only.
    const same = sizes.get(size) ?? (skipBad ? undefined : first) ??
      { collector: new IlluminationCollector(width, height), fields: [] };
    const { data } = image as Channel;
    withImage(fields, where, channel, () => same.collector.add({ width, height, data }));
    same.fields.push(where);
    sizes.set(size, same);
  }
  const [usual, ...others] = [...sizes.values()]
    .toSorted((a, b) => b.fields.length - a.fields.length);
  if (usual === undefined) {
    throw new InputError(`No image of plate ${plate}, channel ${channel} can be read`, {
      found: skipped[0]?.reason,
    });
  }
  for (const { collector: { width, height }, fields } of others) {
    const { collector: most } = usual;
    const reason = `${width} × ${height} pixels, where most images of the plate and channel have ` +
      `${most.width} × ${most.height}`;
    skipped.push(...fields.map((where) => ({ field: fieldName(where), reason })));
  }
  const { collector } = usual;
  const { gain, ...about } = collector.estimate(options);
  const lowest = gain.reduce((least, value) => Math.min(least, value), Infinity);
  const highest = gain.reduce((most, value) => Math.max(most, value), -Infinity);
  const notes = { plate, channel, ...about, lowest, highest, skipped, from };
  await writeIllumination(out, notes, gain);
  return notes;
}

import { writeAtomic } from "../../core/files.ts";
import { readField } from "../../data/fields.ts";
import type { IndexedField } from "../../data/index_file.ts";
import { type FieldQuality, fieldQuality, type QualityOptions } from "../../image/quality.ts";
import { type BadField, orBad } from "../over_fields.ts";

/** One field to be judged, as it crosses to a worker. */
export interface QualityTask {
  /** Row of an index. */
  field: IndexedField;
  /** Channels, in the order of the rows. */
  channels: string[];
  /** Nuclear channel, size of a nucleus. */
  options: QualityOptions;
  /** Where its measures go. */
  part: string;
  /** A field that cannot be read is no error. */
  skipBad: boolean;
}

/**
 * Measures the quality of one field and writes it down for a later run.
 *
 * @param task The field and how.
 * @throws {InputError} for images that cannot be read, unless `skipBad`.
 */
export async function qualityTask(
  { field, channels, options, part, skipBad }: QualityTask,
): Promise<FieldQuality | BadField> {
  return await orBad(skipBad, async () => {
    const quality = fieldQuality(await readField(field, { channels }), options);
    await writeAtomic(part, JSON.stringify(quality));
    return quality;
  });
}

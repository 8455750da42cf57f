import { resolve } from "node:path";
import { InputError } from "../../core/errors.ts";
import { exists } from "../../core/files.ts";
import { illuminationFile } from "../../data/illumination_files.ts";
import type { FieldIndex } from "../../data/index_file.ts";

/**
 * The folder that `--illumination` names, once it is sure to hold the light of every plate and channel
 * that will be read.
 *
 * @param folder As typed; undefined for no correction.
 * @param index Fields.
 * @param channels Channels that will be read; defaults to all.
 * @returns Its absolute path; undefined for no correction.
 * @throws {InputError} naming the first file that is not there.
 *
 * @example
 * ```ts
 * import { lightFor } from "./light_for.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await lightFor(undefined, { channels: [], fields: [] }), undefined);
 * ```
 */
export async function lightFor(
  folder: string | undefined,
  index: FieldIndex,
  channels: readonly string[] = index.channels,
): Promise<string | undefined> {
  if (folder === undefined) return undefined;
  const path = resolve(folder);
  for (const plate of new Set(index.fields.map((field) => field.plate))) {
    for (const channel of channels) {
      const file = illuminationFile(path, plate, channel);
      if (await exists(file)) continue;
      throw new InputError(`Cannot correct the light of plate ${plate}, channel ${channel}`, {
        file,
        found: "no such file",
        hint: "c2s illumination --index … --out that folder writes it",
      });
    }
  }
  return path;
}

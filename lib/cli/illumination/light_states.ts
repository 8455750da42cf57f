import { illuminationDigest } from "../../data/illumination_files.ts";
import type { FieldIndex } from "../../data/index_file.ts";

/**
 * What tells the light of each plate from another one, by its content, so that a run that goes on does
 * not mix both.
 *
 * @param folder Folder of the light; undefined for no correction.
 * @param index Fields.
 * @param channels Channels that are corrected; defaults to all.
 * @returns One entry a channel, by plate; nothing without correction.
 *
 * @example
 * ```ts
 * import { lightStates } from "./light_states.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await lightStates(undefined, { channels: [], fields: [] }), new Map());
 * ```
 */
export async function lightStates(
  folder: string | undefined,
  index: FieldIndex,
  channels: readonly string[] = index.channels,
): Promise<ReadonlyMap<string, string[]>> {
  const states = new Map<string, string[]>();
  if (folder === undefined) return states;
  for (const plate of new Set(index.fields.map((field) => field.plate))) {
    const found: string[] = [];
    for (const channel of channels) {
      found.push(await illuminationDigest(folder, plate, channel) ?? "none");
    }
    states.set(plate, found);
  }
  return states;
}

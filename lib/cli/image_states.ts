import { fileState } from "../data/file_state.ts";
import { parseImagePlace } from "../data/image_file.ts";
import type { IndexedField } from "../data/index_file.ts";

/** Fields that are asked for at once. */
const ahead = 64;

/**
 * What tells the images of each field from earlier ones at the same places, so that a run that goes on
 * does not take over what was found in those. Of an archive, the archive counts.
 *
 * @param fields The fields.
 * @param channels Channels that are read.
 * @returns One entry a channel, by field; undefined for an image that is not there.
 *
 * @example
 * ```ts
 * import { imageStates } from "./image_states.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await imageStates([{ files: { DAPI: "no.tif" } }], ["DAPI"]), [[undefined]]);
 * ```
 */
export async function imageStates(
  fields: readonly Pick<IndexedField, "files">[],
  channels: readonly string[],
): Promise<(string | undefined)[][]> {
  // An archive or a stack holds many images, and is asked once.
  const known = new Map<string, Promise<string | undefined>>();
  const stateOf = (place: string | undefined) => {
    if (place === undefined) return undefined;
    const { path } = parseImagePlace(place);
    const state = known.get(path) ?? fileState(path);
    known.set(path, state);
    return state;
  };
  const states: (string | undefined)[][] = [];
  for (let from = 0; from < fields.length; from += ahead) {
    const some = fields.slice(from, from + ahead)
      .map(({ files }) => Promise.all(channels.map((name) => stateOf(files[name]))));
    states.push(...await Promise.all(some));
  }
  return states;
}

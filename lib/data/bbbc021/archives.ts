import { basename, dirname, join } from "node:path";
import type { FieldIndex } from "../index_file.ts";

/**
 * Turns the paths of an index to the plates' archives where those are there and the unpacked image is
 * not, so that images are read straight from `BBBC021_v1_images_<plate>.zip`.
 *
 * @param index From `bbbc021Index`.
 * @param folder Folder that holds the archives, which are named as BBBC021 publishes them.
 * @returns The index; images of plates without an archive keep their paths.
 *
 * @example
 * ```ts
 * import { useArchives } from "./archives.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * await Deno.writeTextFile(`${folder}/BBBC021_v1_images_Week1_22123.zip`, "");
 * const field = { plate: "Week1_22123", well: "B02", site: 1, pixelSize: NaN, metadata: {} };
 * const files = { DAPI: `${folder}/Week1/Week1_22123/x_w1.tif` };
 * const { fields } = await useArchives({ channels: ["DAPI"], fields: [{ ...field, files }] }, folder);
 * assertEquals(
 *   fields[0]?.files.DAPI,
 *   `${folder}/BBBC021_v1_images_Week1_22123.zip!/Week1_22123/x_w1.tif`,
 * );
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function useArchives(index: FieldIndex, folder: string): Promise<FieldIndex> {
  const archives = new Map<string, string>();
  for await (const { name } of Deno.readDir(folder)) {
    const plate = /^BBBC021_v1_images_(.+)\.zip$/.exec(name)?.[1];
    if (plate !== undefined) archives.set(plate, join(folder, name));
  }
  if (archives.size === 0) return index;
  const places = new Map<string, Set<string>>();
  const isUnpacked = async (path: string) => {
    const place = dirname(path), names = places.get(place) ?? await namesIn(place);
    places.set(place, names);
    return names.has(basename(path));
  };
  const turned = async (path: string) => {
    const plate = basename(dirname(path)), archive = archives.get(plate);
    if (archive === undefined || await isUnpacked(path)) return path;
    return `${archive}!/${plate}/${basename(path)}`;
  };
  const fields = [];
  for (const field of index.fields) {
    const files: Record<string, string> = {};
    for (const [channel, path] of Object.entries(field.files)) files[channel] = await turned(path);
    fields.push({ ...field, files });
  }
  return { ...index, fields };
}

/** What lies in a folder; nothing where there is none. */
async function namesIn(folder: string): Promise<Set<string>> {
  const names = new Set<string>();
  try {
    for await (const { name } of Deno.readDir(folder)) names.add(name);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return names;
}

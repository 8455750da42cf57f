import { wellAt, wellName } from "../well_name.ts";

/** What the path of an image says. */
export interface NamedImage {
  /** The path as it was given, below the folder of images. */
  path: string;
  /** Plate: of the pattern, or the folder that the image lies in, or what a name begins with. */
  plate: string | undefined;
  /** Path of the folder that the plate is called after; undefined where something else names it. */
  folder: string | undefined;
  /** Well, for example `B02`. */
  well: string;
  /** Site; 1 where the name has none. */
  site: number;
  /** Channel as the name has it; undefined where one file holds all. */
  channel: string | undefined;
  /** Plane of a stack; 1 where the name has none. */
  plane: number;
  /** Point in time; 1 where the name has none. */
  time: number;
}

/** Folders that say nothing about the plate. */
const neutral = /^(images?|timepoint[ _-]?\d+|tiffs?|raw|data)$/i;

/**
 * What the path of an image says, by a pattern of names.
 *
 * @param path Below the folder of images, `/` between folders.
 * @param pattern With named groups.
 * @param folderFirst Whether the folder names the plate although the name begins with a word, too;
 * defaults to true, as microscopes do it.
 * @param wells Paths of folders that are wells and no plates; defaults to none.
 * @returns undefined where the pattern does not fit, or what stands for the well is none.
 *
 * @example
 * ```ts
 * import { compilePattern } from "./pattern.ts";
 * import { parseImageName } from "./parse.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const pattern = compilePattern("r{row}c{col}f{site}p{plane}-ch{channel}sk{time}fk1fl1.tiff");
 * const image = parseImageName("P7/Images/r02c03f04p01-ch1sk1fk1fl1.tiff", pattern);
 * assertEquals([image?.plate, image?.well, image?.site, image?.channel], ["P7", "B03", 4, "1"]);
 * ```
 */
export function parseImageName(
  path: string,
  pattern: RegExp,
  folderFirst = true,
  wells: ReadonlySet<string> = new Set(),
): NamedImage | undefined {
  const groups = pattern.exec(path)?.groups;
  if (groups === undefined) return undefined;
  const well = groups.well === undefined
    ? wellAt(groups.row ?? "", groups.col ?? "")
    : wellName(groups.well);
  if (well === undefined) return undefined;
  const folder = plateFolder(path, wells), called = folder?.replace(/^.*\//, "");
  const named = groups.plate === "" ? undefined : groups.plate;
  const isFolder = folder !== undefined && (folderFirst || named === undefined);
  const number = (text: string | undefined) => text === undefined ? 1 : Number(text);
  return {
    path,
    plate: isFolder ? called : named,
    folder: isFolder ? folder : undefined,
    well,
    site: number(groups.site),
    channel: groups.channel,
    plane: number(groups.plane),
    time: number(groups.time),
  };
}

/** Path of the nearest folder that may be called after a plate. */
function plateFolder(path: string, wells: ReadonlySet<string>): string | undefined {
  const parts = path.split("/").slice(0, -1);
  const at = parts.findLastIndex((name, depth) =>
    !neutral.test(name) && !wells.has(parts.slice(0, depth + 1).join("/"))
  );
  return at < 0 ? undefined : parts.slice(0, at + 1).join("/");
}

/**
 * Folders that hold images of one well and are called so, as some programs lay them out: `P1/B02/B02_s1.tif`.
 *
 * A plate may be called `P1`, too, and have nothing but images of well P01: a single such folder that lies in
 * no other is a plate.
 *
 * @param images What paths say so far.
 * @returns Paths of the folders.
 *
 * @example
 * ```ts
 * import { compilePattern } from "./pattern.ts";
 * import { parseImageName, wellFolders } from "./parse.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const pattern = compilePattern("{well}_s{site}.tif");
 * const images = ["P1/B02/B02_s1.tif", "P1/B03/B03_s1.tif"].map((path) => parseImageName(path, pattern)!);
 * assertEquals([...wellFolders(images)], ["P1/B02", "P1/B03"]);
 * ```
 */
export function wellFolders(images: readonly NamedImage[]): Set<string> {
  const inFolders = Map.groupBy(images, ({ folder }) => folder ?? "");
  const found = [...inFolders].filter(([folder, held]) => {
    const called = wellName(folder.replace(/^.*\//, ""));
    return called !== undefined && held.every(({ well }) => well === called);
  }).map(([folder]) => folder);
  return new Set(found.length > 1 ? found : found.filter((folder) => folder.includes("/")));
}

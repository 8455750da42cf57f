import { wellAt, wellName } from "../well_name.ts";

/** What the path of an image says. */
export interface NamedImage {
  /** The path as it was given, below the folder of images. */
  path: string;
  /** Plate: of the pattern, or the folder that the image lies in, or what a name begins with. */
  plate: string | undefined;
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
): NamedImage | undefined {
  const groups = pattern.exec(path)?.groups;
  if (groups === undefined) return undefined;
  const well = groups.well === undefined
    ? wellAt(groups.row ?? "", groups.col ?? "")
    : wellName(groups.well);
  if (well === undefined) return undefined;
  const folder = path.split("/").slice(0, -1).findLast((name) => !neutral.test(name));
  const named = groups.plate === "" ? undefined : groups.plate;
  const number = (text: string | undefined) => text === undefined ? 1 : Number(text);
  return {
    path,
    plate: folderFirst ? folder ?? named : named ?? folder,
    well,
    site: number(groups.site),
    channel: groups.channel,
    plane: number(groups.plane),
    time: number(groups.time),
  };
}

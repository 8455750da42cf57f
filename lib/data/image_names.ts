import { InputError } from "../core/errors.ts";
import { type NamingScheme, namingSchemes } from "./image_names/built_in.ts";
import { type NamedImage, parseImageName, wellFolders } from "./image_names/parse.ts";
import { compilePattern } from "./image_names/pattern.ts";

export type { NamedImage } from "./image_names/parse.ts";

/** What the names of many files say. */
export interface ReadNames {
  /** The pattern that was used: as typed, or what writes such names. */
  pattern: string;
  /** Files whose names fit, in the order given. */
  images: NamedImage[];
  /** Files whose names do not fit. */
  unmatched: string[];
}

/**
 * Reads plate, well, site and channel out of the names of images.
 *
 * Without a pattern each way of naming that is known is tried, and that is taken which fits most files;
 * of two that fit as many, the stricter. The folder of an image names its plate, unless the pattern does, or
 * it holds one well and is called so, as in `P1/B02/B02_s1_w1.tif`.
 *
 * @param paths Paths below the folder of images, `/` between folders.
 * @param pattern With placeholders such as `{plate}/{well}_s{site}_w{channel}.tif`, or a regular
 * expression with named groups; defaults to what fits best.
 * @throws {InputError} if no name fits, or the pattern is none.
 *
 * @example
 * ```ts
 * import { readImageNames } from "./image_names.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { pattern, images, unmatched } = readImageNames(["P1/B02_s1_w1.tif", "P1/notes.tif"]);
 * assertEquals(pattern, "ImageXpress (MetaXpress), BBBC021");
 * assertEquals([images[0]?.plate, images[0]?.well, unmatched], ["P1", "B02", ["P1/notes.tif"]]);
 * ```
 */
export function readImageNames(paths: readonly string[], pattern?: string): ReadNames {
  if (pattern !== undefined) {
    const read = byPattern(paths, compilePattern(pattern), pattern, false);
    if (read.images.length > 0) return read;
  } else {
    const all = namingSchemes.map((scheme: NamingScheme) =>
      byPattern(paths, scheme.pattern, scheme.name, true)
    );
    const best = all.reduce((a, b) => b.images.length > a.images.length ? b : a);
    if (best.images.length > 0) return best;
  }
  throw new InputError("Cannot tell wells from the names of the images", {
    ...(pattern === undefined ? {} : { option: "--pattern" }),
    found: paths.slice(0, 3),
    allowed: pattern ?? namingSchemes.map(({ example }) => example).join(", "),
    hint: "Say how they are named: --pattern '{plate}/{well}_s{site}_w{channel}.tif'; there are " +
      "also {row}, {col}, {plane}, {time}, and * for anything",
  });
}

function byPattern(
  paths: readonly string[],
  expression: RegExp,
  pattern: string,
  folderFirst: boolean,
): ReadNames {
  const images: NamedImage[] = [], unmatched: string[] = [];
  for (const path of paths) {
    const image = parseImageName(path, expression, folderFirst);
    if (image === undefined) unmatched.push(path);
    else images.push(image);
  }
  const wells = wellFolders(images);
  const placed = wells.size === 0
    ? images
    : images.map(({ path }) => parseImageName(path, expression, folderFirst, wells) as NamedImage);
  return { pattern, images: placed, unmatched };
}

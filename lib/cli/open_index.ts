import { InputError } from "../core/errors.ts";
import { exists } from "../core/files.ts";
import { withMoa } from "../data/bbbc021/tables.ts";
import { findChannel } from "../data/channel_name.ts";
import { type FieldIndex, readIndex } from "../data/index_file.ts";
import { mixedBits } from "../data/index_file/mixed_bits.ts";
import { mixedPixelSizes } from "../data/index_file/pixel_sizes.ts";
import { openScreen } from "../data/screen.ts";
import { openPixels } from "../data/screen/pixels.ts";

/** The fields that `--index` names, and what limits how they may be compared. */
export interface OpenedIndex extends FieldIndex {
  /** What was warned of, for `--json`. */
  cautions: string[];
}

/**
 * The fields that `--index` names: a CSV, or a folder in BBBC021's layout. Says so where plates differ in
 * the size of their pixels, or images of one plate and channel in the bits of their values.
 *
 * @param path As typed.
 * @param skipBad Whether images of a CSV may be missing.
 * @param warn Takes a warning; defaults to standard error.
 * @throws {InputError} for what is no index, or where images are missing.
 */
export async function openIndex(
  path: string,
  skipBad = false,
  warn: (line: string) => void = (line) => console.error(line),
): Promise<OpenedIndex> {
  const folder = (await Deno.stat(path).catch(() => undefined))?.isDirectory ?? false;
  if (!folder) {
    const index = await readIndex(path, { checkImages: !skipBad });
    const found = [mixedPixelSizes(index.fields), await mixedBits(index)];
    const cautions = found.filter((line) => line !== undefined);
    cautions.forEach((line) => warn(line));
    return { ...index, cautions };
  }
  const table = "BBBC021_v1_image.csv", signs = [table, `${table}.gz`, "screen.partial.json"];
  if (!(await Promise.all(signs.map((name) => exists(`${path}/${name}`)))).includes(true)) {
    throw new InputError("A folder can be an index only in BBBC021's layout", {
      file: path,
      found: `no ${table} in it`,
      allowed: "a CSV of fields, which c2s index makes of a folder of images",
    });
  }
  return { ...await openFolderIndex(path), cautions: [] };
}

/**
 * The fields of a folder in BBBC021's layout, with `Metadata_MoA` from its table of mechanisms: the folder
 * says as much as the `index.csv` that a virtual screen has.
 *
 * @param folder The folder.
 * @throws {InputError} where tables or images are missing or wrong.
 */
export async function openFolderIndex(folder: string): Promise<FieldIndex> {
  const screen = await openScreen({ data: folder });
  const images = withMoa(screen.images, screen.moa, screen.files.moa).table;
  return (await openPixels({ ...screen, images })).index;
}

/**
 * The channel that shows the nuclei.
 *
 * @param channels Names of the channels.
 * @param chosen What `--nuclei` says; defaults to the channel named like DNA, DAPI or Hoechst.
 * @throws {InputError} listing the channels, where none is named so.
 *
 * @example
 * ```ts
 * import { nuclearChannel } from "./open_index.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(nuclearChannel(["Actin", "Hoechst33342"]), "Hoechst33342");
 * ```
 */
export function nuclearChannel(channels: readonly string[], chosen?: string): string {
  if (chosen !== undefined) return indexChannel(channels, chosen, "--nuclei");
  const found = channels.find((name) => /^(dna|dapi|hoechst)/i.test(name));
  if (found !== undefined) return found;
  throw new InputError("Which channel shows the nuclei?", {
    option: "--nuclei",
    found: undefined,
    allowed: channels.join(", "),
  });
}

/**
 * A channel of an index that an option names; numbers may be typed as they are in names of files.
 *
 * @param channels Names of the channels.
 * @param asked As typed.
 * @param option The option, for the error.
 * @throws {InputError} listing the channels, where none is named so.
 *
 * @example
 * ```ts
 * import { indexChannel } from "./open_index.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(indexChannel(["1", "2"], "w2", "--nuclei"), "2");
 * ```
 */
export function indexChannel(channels: readonly string[], asked: string, option: string): string {
  const found = findChannel(channels, asked);
  if (found !== undefined) return found;
  throw new InputError("The index has no such channel", {
    option,
    found: asked,
    allowed: channels.join(", "),
  });
}

import { InputError } from "../core/errors.ts";
import { type FieldIndex, readIndex } from "../data/index_file.ts";
import { mixedPixelSizes } from "../data/index_file/pixel_sizes.ts";
import { openScreen } from "../data/screen.ts";
import { openPixels } from "../data/screen/pixels.ts";

/**
 * The fields that `--index` names: a CSV, or a folder in BBBC021's layout. Says so where plates differ in
 * the size of their pixels.
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
): Promise<FieldIndex> {
  const folder = (await Deno.stat(path).catch(() => undefined))?.isDirectory ?? false;
  if (!folder) {
    const index = await readIndex(path, { checkImages: !skipBad });
    const mixed = mixedPixelSizes(index.fields);
    if (mixed !== undefined) warn(mixed);
    return index;
  }
  return (await openPixels(await openScreen({ data: path }))).index;
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
  const found = chosen ?? channels.find((name) => /^(dna|dapi|hoechst)/i.test(name));
  if (found !== undefined && channels.includes(found)) return found;
  throw new InputError(
    found === undefined ? "Which channel shows the nuclei?" : "The index has no such channel",
    { option: "--nuclei", found, allowed: channels.join(", ") },
  );
}

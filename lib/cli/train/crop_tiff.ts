import { InputError } from "../../core/errors.ts";
import { decodePlanes, type PlanarImage } from "../../image/tiff.ts";

/**
 * Opens a TIFF of many pages, each with three interleaved channels.
 *
 * @param file Its path.
 * @returns Reads one page, counted from 0.
 * @throws {InputError} naming the file, if it is missing.
 */
export async function tiffPlanes(file: string): Promise<(page: number) => Promise<PlanarImage>> {
  const bytes = await Deno.readFile(file).catch((cause) => {
    throw new InputError("Cannot read crops", { file, found: cause.message });
  });
  return (page) => decodePlanes(bytes, page, file);
}

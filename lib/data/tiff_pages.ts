import { InputError } from "../core/errors.ts";
import { type Directory, readPages, startsLikeTiff } from "../image/tiff/directory.ts";

/**
 * Looks at the pages of a TIFF without reading its pixels, so that a folder of many is gone through quickly.
 *
 * @param path The file.
 * @param look Is given the pages; their tags can be read until it returns.
 * @returns What `look` returns; undefined for a file that is no TIFF, is damaged or cannot be opened.
 *
 * @example
 * ```ts
 * import { encodeTiff } from "../image/tiff.ts";
 * import { lookAtPages } from "./tiff_pages.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const file = await Deno.makeTempFile();
 * await Deno.writeFile(file, await encodeTiff({ width: 1, height: 1, data: new Uint16Array([9]) }));
 * assertEquals(await lookAtPages(file, (pages) => pages.length), 1);
 * await Deno.remove(file);
 * ```
 */
export async function lookAtPages<Result>(
  path: string,
  look: (pages: Directory[]) => Result,
): Promise<Result | undefined> {
  using file = await Deno.open(path).catch(() => null);
  if (file === null) return undefined;
  const { size: length, isFile } = await file.stat();
  if (!isFile) return undefined;
  const view = (at: number, size: number) => {
    const bytes = new Uint8Array(size);
    file.seekSync(at, Deno.SeekMode.Start);
    for (let filled = 0; filled < size;) {
      const more = file.readSync(bytes.subarray(filled));
      if (more === null) throw new InputError("A file has become shorter", { file: path });
      filled += more;
    }
    return new DataView(bytes.buffer);
  };
  const start = view(0, Math.min(4, length));
  if (!startsLikeTiff(new Uint8Array(start.buffer))) return undefined;
  try {
    return look(readPages({ length, view }, path).pages);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

import { startsLikePng } from "../image/png/chunks.ts";
import { lookAtPages } from "./tiff_pages.ts";

/** Bytes of a PNG up to its bits: signature, head of the first chunk, width, height, bits. */
const pngHead = 25;

/**
 * How many bits a value of each page of an image file has, by its header alone.
 *
 * @param path A TIFF or PNG.
 * @returns One number a page; none for a file of another kind, an archive above all, one that is damaged or
 * not there.
 *
 * @example
 * ```ts
 * import { encodeTiff } from "../image/tiff.ts";
 * import { imageBits } from "./image_bits.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const file = await Deno.makeTempFile();
 * await Deno.writeFile(file, await encodeTiff({ width: 1, height: 1, data: new Uint16Array([9]) }));
 * assertEquals(await imageBits(file), [16]);
 * await Deno.remove(file);
 * ```
 */
export async function imageBits(path: string): Promise<number[]> {
  const pages = await lookAtPages(
    path,
    (pages) => pages.map((page) => page.numbers(258)?.[0] ?? 1),
  );
  return pages ?? await pngBits(path);
}

async function pngBits(path: string): Promise<number[]> {
  using file = await Deno.open(path).catch(() => null);
  const head = new Uint8Array(pngHead);
  const read = await file?.read(head).catch(() => null);
  return read === pngHead && startsLikePng(head) ? [head[pngHead - 1] as number] : [];
}

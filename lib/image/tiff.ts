import sharp from "sharp";
import { InputError } from "../core/errors.ts";
import { greyOf, planesOf } from "./grey.ts";
import type { DecodeOptions, RawImage } from "./raw_image.ts";
import { readDirectories } from "./tiff/directory.ts";
import { readLayout } from "./tiff/layout.ts";
import { onlyPage } from "./tiff/only_page.ts";
import { readRaster } from "./tiff/raster.ts";

export { startsLikeTiff } from "./tiff/directory.ts";

// Fields are written once, by workers that share the cores already.
sharp.cache(false);
sharp.concurrency(1);

/** One grey image of 16 bits. */
export interface GreyImage {
  /** Pixels across. */
  width: number;
  /** Pixels down. */
  height: number;
  /** Grey values, `[height × width]` row after row. */
  data: Uint16Array;
}

/**
 * The exact grey values of one page of a TIFF: uncompressed, LZW, deflate or PackBits.
 *
 * Values of 16 bits come out as they were written. Values of 8 bits are promoted to the full range,
 * 257 times as large, so that black stays 0 and a saturated pixel stays saturated (65,535). Where the file says that
 * 0 is white, values are turned round, see `greyOf`.
 *
 * @param bytes The whole file.
 * @param page 0-based page of a multi-page file; defaults to the only one.
 * @param file Name of the file, for messages.
 * @returns Width, height and values.
 * @throws {InputError} if the bytes are no TIFF or end early, if there is no such page, or if its
 * pixels are coloured, signed, floating point or wider than 16 bits.
 *
 * @example
 * ```ts
 * import { decodeTiff, encodeTiff } from "./tiff.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const image = { width: 2, height: 2, data: new Uint16Array([0, 1, 4095, 65535]) };
 * assertEquals(await decodeTiff(await encodeTiff(image)), image);
 * ```
 */
export function decodeTiff(bytes: Uint8Array, page?: number, file?: string): Promise<GreyImage> {
  return Promise.try(() => greyOf(decodeTiffPage(bytes, page, named(file)), "TIFF", file));
}

/** Several grey images of one size that one page of a TIFF holds interleaved. */
export interface PlanarImage {
  /** Pixels across. */
  width: number;
  /** Pixels down. */
  height: number;
  /** Grey values of each plane, `[height × width]` row after row. */
  planes: Uint16Array[];
}

/**
 * The exact values of a page that holds three stains as red, green and blue, as some tools save crops.
 *
 * @param bytes The whole file.
 * @param page 0-based page of a multi-page file; defaults to the only one.
 * @param file Name of the file, for messages.
 * @returns Width, height and three planes, in the order of the file.
 * @throws {InputError} as `decodeTiff`, and if the page does not hold three planes.
 *
 * @example
 * ```ts
 * import { decodePlanes, encodeTiff } from "./tiff.ts";
 * import { assertRejects } from "@std/assert";
 *
 * const grey = await encodeTiff({ width: 1, height: 1, data: new Uint16Array([9]) });
 * await assertRejects(() => decodePlanes(grey), Error, "three planes");
 * ```
 */
export function decodePlanes(
  bytes: Uint8Array,
  page?: number,
  file?: string,
): Promise<PlanarImage> {
  return Promise.try(() => planesOf(decodeTiffPage(bytes, page, named(file)), 3, "TIFF", file));
}

/**
 * The stored values of one page of a TIFF: unsigned, signed or floating, any number of planes.
 *
 * Read are classic and BigTIFF of either byte order; strips and tiles; planes together or apart;
 * uncompressed, LZW, deflate and PackBits, with or without the horizontal predictor. Values are given
 * as they stand in the file, also where 0 is meant to be white, which is said beside them.
 *
 * @param bytes The whole file.
 * @param page 0-based page of a multi-page file; defaults to the only one.
 * @param options Name of the file, limit.
 * @throws {InputError} if the file is damaged, cut short, too large, or of a kind that is not read.
 *
 * @example
 * ```ts
 * import { decodeTiffPage, encodeTiff } from "./tiff.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = await encodeTiff({ width: 2, height: 1, data: new Uint16Array([3, 4]) });
 * assertEquals(decodeTiffPage(bytes).planes, [new Uint16Array([3, 4])]);
 * ```
 */
export function decodeTiffPage(
  bytes: Uint8Array,
  page?: number,
  options: DecodeOptions = {},
): RawImage {
  const tiff = readDirectories(bytes, options.file);
  const number = page ?? onlyPage(tiff.pages, options.file);
  const directory = Number.isInteger(number) ? tiff.pages[number] : undefined;
  if (directory === undefined) {
    throw new InputError("Cannot read a TIFF: there is no such page", {
      ...named(options.file),
      found: number,
      allowed: `0 to ${tiff.pages.length - 1}`,
    });
  }
  const layout = readLayout(directory, bytes.length, options);
  const planes = readRaster(tiff, layout, options.file);
  const { width, height, bits, meaning, whiteIsZero } = layout;
  return { width, height, bits, meaning, ...(whiteIsZero ? { whiteIsZero } : {}), planes };
}

/**
 * How many pages a TIFF holds.
 *
 * @param bytes The whole file.
 * @param file Name of the file, for messages.
 * @throws {InputError} if its directory cannot be read.
 *
 * @example
 * ```ts
 * import { encodeTiff, tiffPages } from "./tiff.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = await encodeTiff({ width: 1, height: 1, data: new Uint16Array([9]) });
 * assertEquals(await tiffPages(bytes), 1);
 * ```
 */
export function tiffPages(bytes: Uint8Array, file?: string): Promise<number> {
  return Promise.try(() => readDirectories(bytes, file).pages.length);
}

/**
 * A 16-bit grey image as a TIFF, lossless: deflate with the horizontal predictor, about 60 % of the
 * raw size for a field and the quickest of the compressed kinds to read back.
 *
 * @param image Width, height and values.
 * @returns The bytes of the file.
 * @throws {InputError} if the number of values is not width × height.
 *
 * @example
 * ```ts
 * import { encodeTiff } from "./tiff.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = await encodeTiff({ width: 1, height: 1, data: new Uint16Array([9]) });
 * assertEquals(String.fromCharCode(...bytes.slice(0, 2)), "II");
 * ```
 */
export async function encodeTiff({ width, height, data }: GreyImage): Promise<Uint8Array> {
  if (data.length !== width * height) {
    throw new InputError("Cannot write a TIFF", {
      found: `${data.length} pixels`,
      allowed: `${width} × ${height}`,
    });
  }
  const file = await sharp(data, { raw: { width, height, channels: 1 } })
    .toColourspace("grey16")
    .tiff({ compression: "deflate", predictor: "horizontal" })
    .toBuffer();
  return new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
}

function named(file: string | undefined): { file?: string } {
  return file === undefined ? {} : { file };
}

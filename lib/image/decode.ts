import { InputError } from "../core/errors.ts";
import { greyOf } from "./grey.ts";
import { decodePng, startsLikePng } from "./png.ts";
import type { DecodeOptions, RawImage } from "./raw_image.ts";
import { decodeTiffPage, type GreyImage, startsLikeTiff } from "./tiff.ts";
import { firstBytes } from "./tiff/directory.ts";

/** How an image file is decoded. */
export interface DecodeImageOptions extends DecodeOptions {
  /** 0-based page of a TIFF; defaults to the only one, and of several one must be named. */
  page?: number;
}

/**
 * The grey image in the bytes of a TIFF or PNG; which of them it is the content says, not the name.
 *
 * @param bytes The whole file.
 * @param options Page, name of the file, limit.
 * @returns 16-bit values: exact for 9 to 16 bits, promoted to the full range for fewer, see `greyOf`.
 * @throws {InputError} if the file is neither, damaged, cut short, too large, or no grey image of
 * unsigned values.
 *
 * @example
 * ```ts
 * import { decodeImage } from "./decode.ts";
 * import { encodeTiff } from "./tiff.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const image = { width: 2, height: 1, data: new Uint16Array([7, 60000]) };
 * assertEquals(decodeImage(await encodeTiff(image)), image);
 * ```
 */
export function decodeImage(bytes: Uint8Array, options: DecodeImageOptions = {}): GreyImage {
  return greyOf(decodeRaw(bytes, options), startsLikePng(bytes) ? "PNG" : "TIFF", options.file);
}

/**
 * The stored values in the bytes of a TIFF or PNG, of any kind and number of planes.
 *
 * @param bytes The whole file.
 * @param options Page, name of the file, limit.
 * @throws {InputError} if the file is neither, damaged, cut short or too large.
 *
 * @example
 * ```ts
 * import { decodeRaw } from "./decode.ts";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => decodeRaw(new Uint8Array([1, 2])), Error, "allowed: a TIFF or PNG");
 * ```
 */
export function decodeRaw(bytes: Uint8Array, options: DecodeImageOptions = {}): RawImage {
  const { page, file } = options;
  if (startsLikeTiff(bytes)) return decodeTiffPage(bytes, page, options);
  const place = file === undefined ? {} : { file };
  if (!startsLikePng(bytes)) {
    const found = firstBytes(bytes);
    throw new InputError("Cannot read an image", { ...place, found, allowed: "a TIFF or PNG" });
  }
  if ((page ?? 0) === 0) return decodePng(bytes, options);
  const found = page, allowed = "0, as a PNG holds one image";
  throw new InputError("Cannot read a PNG: there is no such page", { ...place, found, allowed });
}

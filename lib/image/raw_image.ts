import { InputError } from "../core/errors.ts";

/** Numbers as a file stores them. */
export type SampleArray =
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

/** One image of a file, its values exactly as they are stored. */
export interface RawImage {
  /** Pixels across. */
  width: number;
  /** Pixels down. */
  height: number;
  /** Bits of a stored value; below 8 they lie in a `Uint8Array` all the same. */
  bits: number;
  /** How the planes are meant: one of grey values, several of colours or stains, or places in a palette. */
  meaning: "grey" | "colour" | "palette";
  /** Whether the least value is meant to be white and the greatest black; defaults to false. */
  whiteIsZero?: boolean;
  /** Stored values of each plane, `[height × width]` row after row. */
  planes: SampleArray[];
}

/** What decoders of image files are told. */
export interface DecodeOptions {
  /** Name of the file, for messages. */
  file?: string;
  /**
   * Most pixels an image may have; defaults to 2²⁸ (16,384 × 16,384), so that a few bytes cannot ask
   * for more memory than the machine has.
   */
  maxPixels?: number;
}

/**
 * Makes the error for a file that cannot be decoded.
 *
 * @param format `TIFF` or `PNG`.
 * @param file Name of the file, if it has one.
 * @param found What was found.
 * @param allowed What would be right.
 * @param cause The error that led here.
 *
 * @example
 * ```ts
 * import { damaged } from "./raw_image.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   damaged("PNG", "a.png", "the end of the file").message,
 *   'Cannot read a PNG: a.png: found "the end of the file". The file may be damaged or cut short; ' +
 *     "fetch it again",
 * );
 * ```
 */
export function damaged(
  format: string,
  file: string | undefined,
  found: string,
  allowed?: string,
  cause?: unknown,
): InputError {
  return new InputError(`Cannot read a ${format}`, {
    ...(file === undefined ? {} : { file }),
    found,
    ...(allowed === undefined ? {} : { allowed }),
    hint: "The file may be damaged or cut short; fetch it again",
    ...(cause === undefined ? {} : { cause }),
  });
}

/**
 * Checks the size that a file claims before memory is taken for it.
 *
 * @param format `TIFF` or `PNG`.
 * @param width Pixels across, as the file says.
 * @param height Pixels down.
 * @param options File, limit.
 * @throws {InputError} for no pixels at all, or more than allowed.
 *
 * @example
 * ```ts
 * import { checkSize } from "./raw_image.ts";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => checkSize("TIFF", 20_000, 20_000, {}), Error, "20000 × 20000 pixels");
 * ```
 */
export function checkSize(
  format: string,
  width: number,
  height: number,
  { file, maxPixels = 2 ** 28 }: DecodeOptions,
): void {
  const found = `${width} × ${height} pixels`;
  if (width < 1 || height < 1) throw damaged(format, file, found, "at least 1 × 1");
  if (width * height > maxPixels) {
    throw new InputError(`Cannot read a ${format}: the image is too large`, {
      ...(file === undefined ? {} : { file }),
      found,
      allowed: `at most ${maxPixels} pixels in all`,
      hint: "Cut it into tiles first",
    });
  }
}

import { crc32 } from "node:zlib";
import { damaged } from "../raw_image.ts";

/** What a PNG says about itself, and its packed pixels. */
export interface PngParts {
  /** Pixels across. */
  width: number;
  /** Pixels down. */
  height: number;
  /** Bits of a value: 1, 2, 4, 8 or 16. */
  bits: number;
  /** 0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with alpha. */
  colour: number;
  /** Whether the rows come in the seven passes of Adam7. */
  interlaced: boolean;
  /** The deflated pixels, in the pieces of the file. */
  pieces: Uint8Array[];
}

const signature = [137, 80, 78, 71, 13, 10, 26, 10];

/**
 * Whether bytes begin as a PNG does.
 *
 * @example
 * ```ts
 * import { startsLikePng } from "./chunks.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(startsLikePng(new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10])), true);
 * ```
 */
export function startsLikePng(bytes: Uint8Array): boolean {
  return signature.every((byte, at) => bytes[at] === byte);
}

/** Bits that each colour type may have (PNG specification, third edition, table 12). */
const allowedBits: Record<number, number[]> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/**
 * Reads the chunks of a PNG: the header and the packed pixels, checksums compared.
 *
 * @param bytes The whole file.
 * @param file Its name, for messages.
 * @throws {InputError} where a chunk is cut off, its checksum is wrong, or the header makes no sense.
 *
 * @example
 * ```ts
 * import { readChunks } from "./chunks.ts";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => readChunks(new Uint8Array(4)), Error, "Cannot read a PNG");
 * ```
 */
export function readChunks(bytes: Uint8Array, file?: string): PngParts {
  if (!startsLikePng(bytes)) throw damaged("PNG", file, "another first line", "the PNG signature");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let parts: PngParts | undefined;
  for (let at = 8;;) {
    if (at + 12 > bytes.length) throw damaged("PNG", file, `the end of the file at byte ${at}`);
    const length = view.getUint32(at);
    const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (at + 12 + length > bytes.length) {
      throw damaged("PNG", file, `${kind}, which ends behind the end of the file`);
    }
    if (crc32(bytes.subarray(at + 4, at + 8 + length)) !== view.getUint32(at + 8 + length)) {
      throw damaged("PNG", file, `${kind} with a wrong checksum`);
    }
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (parts === undefined) {
      if (kind !== "IHDR" || length !== 13) throw damaged("PNG", file, kind, "IHDR first");
      parts = header(view, at + 8, file);
    } else if (kind === "IDAT") parts.pieces.push(body);
    else if (kind === "IEND") return parts;
    at += 12 + length;
  }
}

function header(view: DataView, at: number, file: string | undefined): PngParts {
  const bits = view.getUint8(at + 8), colour = view.getUint8(at + 9);
  const [compression, filter, interlace] = [10, 11, 12].map((byte) => view.getUint8(at + byte));
  const known = compression === 0 && filter === 0 && (interlace === 0 || interlace === 1);
  if (!known || !allowedBits[colour]?.includes(bits)) {
    throw damaged("PNG", file, `colour type ${colour} of ${bits} bits`, "a kind of PNG");
  }
  const width = view.getUint32(at), height = view.getUint32(at + 4);
  return { width, height, bits, colour, interlaced: interlace === 1, pieces: [] };
}

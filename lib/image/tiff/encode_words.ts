import { deflateSync } from "node:zlib";
import { InputError } from "../../core/errors.ts";

/** About how many bytes a strip has before it is packed. */
const stripBytes = 1 << 18;
/** Most bytes that the offsets of a classic TIFF can address. */
const mostBytes = 2 ** 32 - 1;

/**
 * One plane of whole numbers of 32 bits as a TIFF, lossless: little-endian, deflate with the horizontal
 * predictor.
 *
 * Source: TIFF revision 6.0 (Adobe 1992), sections 2, 4 and 14; compression 8 of its supplement 2.
 *
 * @param width Pixels across.
 * @param height Pixels down.
 * @param data Values, none below 0 [height × width].
 * @returns The bytes of the file.
 * @throws {InputError} if the values are not width × height, or the file would pass 4 GiB.
 *
 * @example
 * ```ts
 * import { decodeTiffPage } from "../tiff.ts";
 * import { encodeWords } from "./encode_words.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = encodeWords(2, 1, new Int32Array([7, 70_000]));
 * assertEquals(decodeTiffPage(bytes).planes, [new Uint32Array([7, 70_000])]);
 * ```
 */
export function encodeWords(width: number, height: number, data: Int32Array): Uint8Array {
  if (data.length !== width * height || data.length === 0) {
    throw new InputError("Cannot write a TIFF", {
      found: `${data.length} pixels`,
      allowed: `${width} × ${height}, at least one`,
    });
  }
  const rows = Math.min(height, Math.max(1, Math.floor(stripBytes / (4 * width))));
  const strips: Uint8Array[] = [];
  for (let top = 0; top < height; top += rows) {
    strips.push(packed(data.subarray(top * width, Math.min(height, top + rows) * width), width));
  }
  return fileOf(width, height, rows, strips);
}

function packed(values: Int32Array, width: number): Uint8Array {
  const bytes = new Uint8Array(4 * values.length), view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) {
    const left = i % width === 0 ? 0 : values[i - 1] as number;
    view.setInt32(4 * i, (values[i] as number) - left, true);
  }
  return deflateSync(bytes);
}

const short = 3, long = 4;

function fileOf(width: number, height: number, rows: number, strips: Uint8Array[]): Uint8Array {
  const header = 8, entries = 11, directory = 2 + 12 * entries + 4;
  // Offsets and lengths of several strips stand behind the directory; those of one within it.
  const table = header + directory, listed = strips.length === 1 ? 0 : 4 * strips.length;
  const first = table + 2 * listed;
  const size = strips.reduce((sum, strip) => sum + strip.length, first);
  if (size > mostBytes) {
    throw new InputError("Cannot write a TIFF", {
      found: `${size} bytes`,
      allowed: `at most ${mostBytes}`,
      hint: "Cut the image into tiles first",
    });
  }
  const file = new Uint8Array(size), view = new DataView(file.buffer);
  file.set([0x49, 0x49, 42, 0, header]);
  view.setUint16(header, entries, true);
  let at = header + 2;
  const entry = (tag: number, type: number, value: number, count = 1) => {
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setUint32(at + 4, count, true);
    view.setUint32(at + 8, value, true);
    at += 12;
  };
  const one = strips.length === 1;
  entry(256, long, width);
  entry(257, long, height);
  entry(258, short, 32);
  entry(259, short, 8); // deflate
  entry(262, short, 1); // 0 is black
  entry(273, long, one ? first : table, strips.length);
  entry(277, short, 1);
  entry(278, long, rows);
  entry(279, long, one ? (strips[0] as Uint8Array).length : table + listed, strips.length);
  entry(317, short, 2); // differences to the left neighbour
  entry(339, short, 1); // unsigned
  let offset = first;
  for (const [index, strip] of strips.entries()) {
    if (!one) {
      view.setUint32(table + 4 * index, offset, true);
      view.setUint32(table + listed + 4 * index, strip.length, true);
    }
    file.set(strip, offset);
    offset += strip.length;
  }
  return file;
}

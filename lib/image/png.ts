import { inflateSync } from "node:zlib";
import { type PngParts, readChunks } from "./png/chunks.ts";
import { unfilter } from "./png/unfilter.ts";
import { checkSize, damaged, type DecodeOptions, type RawImage } from "./raw_image.ts";

export { startsLikePng } from "./png/chunks.ts";

/** Planes of each colour type. */
const planeCounts: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Adam7: first column and row of each pass, and the steps between its pixels. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/**
 * The exact values of a PNG, of any kind the format has: no gamma, no colour profile, no scaling.
 *
 * @param bytes The whole file.
 * @param options Name of the file, limit.
 * @returns The stored values; an alpha plane is the last.
 * @throws {InputError} if the file is damaged, cut short or too large.
 *
 * @example
 * ```ts
 * import sharp from "sharp";
 * import { decodePng } from "./png.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const raw = { width: 3, height: 1, channels: 1 } as const;
 * const file = await sharp(new Uint8Array([1, 2, 250]), { raw }).toColourspace("b-w").png().toBuffer();
 * assertEquals(decodePng(file).planes, [new Uint8Array([1, 2, 250])]);
 * ```
 */
export function decodePng(bytes: Uint8Array, options: DecodeOptions = {}): RawImage {
  const parts = readChunks(bytes, options.file);
  const { width, height, bits, colour, interlaced } = parts;
  checkSize("PNG", width, height, options);
  const count = planeCounts[colour] as number;
  const grid = interlaced ? passes : [[0, 0, 1, 1] as const];
  const sizes = grid.map(([x, y, dx, dy]) => {
    const across = Math.ceil((width - x) / dx), down = Math.ceil((height - y) / dy);
    const stride = Math.ceil(across * count * bits / 8);
    return across > 0 && down > 0
      ? { across, down, stride, bytes: down * (stride + 1) }
      : { across: 0, down: 0, stride: 0, bytes: 0 };
  });
  const inflated = inflate(parts, sizes.reduce((sum, { bytes }) => sum + bytes, 0), options.file);
  const planes = Array.from(
    { length: count },
    () => bits === 16 ? new Uint16Array(width * height) : new Uint8Array(width * height),
  );
  let at = 0;
  for (const [pass, { across, down, stride, bytes }] of sizes.entries()) {
    const [x0, y0, dx, dy] = grid[pass] as typeof passes[number];
    const distance = Math.max(1, count * bits / 8);
    const rows = unfilter(inflated.subarray(at, at + bytes), stride, distance);
    if (typeof rows === "number") {
      throw damaged("PNG", options.file, `row filter ${rows}`, "0 to 4");
    }
    for (let row = 0; row < down; row++) {
      const values = rows.subarray(row * stride, (row + 1) * stride);
      for (const [plane, data] of planes.entries()) {
        const to = (y0 + row * dy) * width + x0;
        scatter(values, bits, plane, count, data, to, dx, across);
      }
    }
    at += bytes;
  }
  const meaning = colour === 3 ? "palette" : count === 1 ? "grey" : "colour";
  return { width, height, bits, meaning, planes };
}

function inflate({ pieces }: PngParts, expected: number, file: string | undefined): Uint8Array {
  const packed = pieces.length === 1 ? pieces[0] as Uint8Array : joined(pieces);
  // Deflate makes at most 1,032 bytes of one, so that a small file cannot ask for much memory.
  if (expected > 1032 * packed.length) {
    throw damaged("PNG", file, `${packed.length} packed bytes`, `enough for ${expected} bytes`);
  }
  let inflated: Uint8Array;
  try {
    inflated = inflateSync(packed, { maxOutputLength: expected + 1 });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw damaged("PNG", file, `pixels that do not inflate (${reason})`, undefined, cause);
  }
  if (inflated.length !== expected) {
    throw damaged("PNG", file, `${inflated.length} bytes of pixels`, String(expected));
  }
  return inflated;
}

function joined(pieces: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Puts the values of one plane of a row in their places. */
function scatter(
  row: Uint8Array,
  bits: number,
  plane: number,
  count: number,
  data: Uint8Array | Uint16Array,
  to: number,
  step: number,
  across: number,
): void {
  if (bits >= 8) {
    const size = bits / 8;
    for (let i = 0, at = plane * size; i < across; i++, at += count * size) {
      const high = row[at] as number;
      data[to + i * step] = size === 2 ? (high << 8) | (row[at + 1] as number) : high;
    }
    return;
  }
  const mask = (1 << bits) - 1;
  for (let i = 0; i < across; i++) {
    const bit = i * bits;
    data[to + i * step] = ((row[bit >> 3] as number) >> (8 - bits - (bit & 7))) & mask;
  }
}

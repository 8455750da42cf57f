import sharp from "sharp";
import { InputError } from "../core/errors.ts";

// Every field is read once: a cache of decoded images would only grow, and work is already split
// over workers by field, so that threads inside one image would compete with them.
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

const grey = "a grey TIFF of 16 or 8 unsigned bits";

/**
 * The exact grey values of one page of a TIFF: uncompressed, LZW, deflate or PackBits.
 *
 * Values of 16 bits come out as they were written. Values of 8 bits are promoted to the full range,
 * 257 times as large, so that black stays 0 and a saturated pixel stays saturated (65,535).
 *
 * @param bytes The whole file.
 * @param page 0-based page of a multi-page file; defaults to 0.
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
export async function decodeTiff(bytes: Uint8Array, page = 0, file?: string): Promise<GreyImage> {
  const { width, height, planes: [data] } = await decode(bytes, page, 1, file);
  return { width, height, data: data as Uint16Array };
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
 * @param page 0-based page of a multi-page file; defaults to 0.
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
export function decodePlanes(bytes: Uint8Array, page = 0, file?: string): Promise<PlanarImage> {
  return decode(bytes, page, 3, file);
}

async function decode(
  bytes: Uint8Array,
  page: number,
  samples: 1 | 3,
  file: string | undefined,
): Promise<PlanarImage> {
  const attempted = "Cannot read a TIFF";
  const allowed = samples === 1 ? grey : "a TIFF of three planes of 16 or 8 unsigned bits";
  const place = { allowed, ...(file === undefined ? {} : { file }) };
  if (!startsLikeTiff(bytes)) {
    throw new InputError(attempted, { ...place, found: firstBytes(bytes) });
  }
  const pages = await tiffPages(bytes, file);
  if (!Number.isInteger(page) || page < 0 || page >= pages) {
    throw new InputError(`${attempted}: there is no such page`, {
      ...place,
      found: page,
      allowed: `0 to ${pages - 1}`,
    });
  }
  try {
    // A file cut short is only a warning to the decoder, which fills the rest with invented values.
    const reader = sharp(bytes, { page, failOn: "warning" });
    const { channels, depth } = await reader.metadata();
    if (channels !== samples || (depth !== "ushort" && depth !== "uchar")) {
      throw new InputError(attempted, {
        ...place,
        found: `${channels} channel${channels === 1 ? "" : "s"} of type ${depth}`,
      });
    }
    // Without naming the colour space, the decoder returns three converted channels.
    const space = samples === 1 ? ["grey16", "b-w"] as const : ["rgb16", "srgb"] as const;
    const { data, info } = await reader
      .toColourspace(depth === "ushort" ? space[0] : space[1])
      .raw({ depth })
      .toBuffer({ resolveWithObject: true });
    const values = depth === "ushort" ? words(data) : promoted(data);
    return { width: info.width, height: info.height, planes: planesOf(values, samples) };
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw broken(error, place);
  }
}

function planesOf(values: Uint16Array, samples: number): Uint16Array[] {
  if (samples === 1) return [values];
  return Array.from({ length: samples }, (_, plane) => {
    const data = new Uint16Array(values.length / samples);
    for (let i = 0; i < data.length; i++) data[i] = values[i * samples + plane] as number;
    return data;
  });
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
export async function tiffPages(bytes: Uint8Array, file?: string): Promise<number> {
  try {
    return (await sharp(bytes).metadata()).pages ?? 1;
  } catch (error) {
    throw broken(error, { allowed: "a TIFF", ...(file === undefined ? {} : { file }) });
  }
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

function startsLikeTiff(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes;
  const little = a === 0x49 && b === 0x49 && (c === 42 || c === 43) && d === 0;
  const big = a === 0x4d && b === 0x4d && c === 0 && (d === 42 || d === 43);
  return little || big;
}

function firstBytes(bytes: Uint8Array): string {
  if (bytes.length === 0) return "an empty file";
  const hex = [...bytes.slice(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return `${bytes.length} bytes that start with ${hex}`;
}

function words(data: Uint8Array): Uint16Array {
  const aligned = data.byteOffset % 2 === 0 ? data : data.slice();
  return new Uint16Array(
    aligned.buffer as ArrayBuffer,
    aligned.byteOffset,
    aligned.byteLength / 2,
  );
}

function promoted(data: Uint8Array): Uint16Array {
  const wide = new Uint16Array(data.length);
  for (let i = 0; i < data.length; i++) wide[i] = 257 * (data[i] as number);
  return wide;
}

function broken(error: unknown, place: { file?: string; allowed: string }): InputError {
  const [reason] = (error instanceof Error ? error.message : String(error)).split("\n");
  return new InputError("Cannot read a TIFF", {
    ...place,
    found: reason,
    hint: "The file may be damaged or cut short; fetch it again",
    cause: error,
  });
}

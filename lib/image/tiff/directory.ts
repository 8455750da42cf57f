import { damaged } from "../raw_image.ts";
import { stackedPlanes } from "./stacked_planes.ts";

/** The tags of one page. */
export interface Directory {
  /** Numbers of a tag, or its bytes for a text; undefined where the page does not have it. */
  numbers: (tag: number) => number[] | undefined;
  /** Text of a tag. */
  text: (tag: number) => string | undefined;
}

/** A TIFF as far as its directories say. */
export interface TiffFile {
  /** The whole file. */
  bytes: Uint8Array;
  /** Whether the lowest byte comes first. */
  little: boolean;
  /** The pages, planes of a stack behind one directory among them. */
  pages: Directory[];
}

/** Bytes of a TIFF, of which only those that are asked for are looked at: in memory, or on a disk. */
export interface ByteSource {
  /** How many there are. */
  length: number;
  /** Some of them; never asked for beyond the end. */
  view: (at: number, length: number) => DataView;
}

/** Bytes of a value of each type (TIFF 6.0, section 2; BigTIFF adds 16 to 18). */
const sizes: Record<number, number> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  16: 8,
  17: 8,
  18: 8,
};

/**
 * Reads the directories of a TIFF or BigTIFF; tags are read when they are asked for.
 *
 * @param bytes The whole file.
 * @param file Its name, for messages.
 * @throws {InputError} where the bytes are no TIFF, or a directory lies outside the file or leads back
 * to an earlier one.
 *
 * @example
 * ```ts
 * import { encodeTiff } from "../tiff.ts";
 * import { readDirectories } from "./directory.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = await encodeTiff({ width: 5, height: 1, data: new Uint16Array(5) });
 * assertEquals(readDirectories(bytes).pages[0]?.numbers(256), [5]);
 * ```
 */
export function readDirectories(bytes: Uint8Array, file?: string): TiffFile {
  if (startOf(bytes) === undefined) throw damaged("TIFF", file, firstBytes(bytes), "a TIFF");
  const view = (at: number, length: number) =>
    new DataView(bytes.buffer, bytes.byteOffset + at, length);
  return { bytes, ...readPages({ length: bytes.length, view }, file) };
}

/**
 * Reads the directories of a TIFF without the rest of the file; tags are read when they are asked for.
 *
 * @param source Its bytes.
 * @param file Its name, for messages.
 * @throws {InputError} as {@link readDirectories}.
 *
 * @example
 * ```ts
 * import { encodeTiff } from "../tiff.ts";
 * import { readPages } from "./directory.ts";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const bytes = await encodeTiff({ width: 500, height: 100, data: new Uint16Array(50_000) });
 * let looked = 0;
 * const view = (at: number, length: number) => {
 *   looked += length;
 *   return new DataView(bytes.buffer, bytes.byteOffset + at, length);
 * };
 * assertEquals(readPages({ length: bytes.length, view }).pages.length, 1);
 * assert(looked < 300);
 * ```
 */
export function readPages(source: ByteSource, file?: string): Omit<TiffFile, "bytes"> {
  const part = (at: number, size: number) => {
    if (at + size <= source.length) return source.view(at, size);
    throw damaged("TIFF", file, "a directory outside the file", "a whole file");
  };
  const start = part(0, Math.min(4, source.length));
  const kind = startOf(new Uint8Array(start.buffer, start.byteOffset, start.byteLength));
  if (kind === undefined) throw damaged("TIFF", file, "no start of a TIFF", "a TIFF");
  const { little, big } = kind;
  const place = (at: number): number =>
    big ? Number(part(at, 8).getBigUint64(0, little)) : part(at, 4).getUint32(0, little);
  const pages: Directory[] = [];
  const seen = new Set<number>();
  let at = place(big ? 8 : 4);
  while (at !== 0) {
    if (seen.has(at)) throw damaged("TIFF", file, "directories in a circle", "each page once");
    seen.add(at);
    const size = big ? 20 : 12, first = at + (big ? 8 : 2);
    const count = big ? place(at) : part(at, 2).getUint16(0, little);
    const entries = part(first, count * size);
    pages.push(directory(source, entries, first, kind, file));
    at = place(first + count * size);
  }
  const [only, ...others] = pages;
  if (only === undefined) throw damaged("TIFF", file, "no page", "at least one page");
  if (others.length > 0) return { little, pages };
  return { little, pages: stackedPlanes(only, source.length, file) };
}

interface Kind {
  little: boolean;
  big: boolean;
}

function directory(
  source: ByteSource,
  head: DataView,
  start: number,
  { little, big }: Kind,
  file: string | undefined,
): Directory {
  const entries = new Map<number, number>(), size = big ? 20 : 12;
  const place = (at: number): number =>
    big ? Number(head.getBigUint64(at, little)) : head.getUint32(at, little);
  for (let at = 0; at < head.byteLength; at += size) entries.set(head.getUint16(at, little), at);
  const locate = (tag: number) => {
    const entry = entries.get(tag);
    if (entry === undefined) return undefined;
    const type = head.getUint16(entry + 2, little), each = sizes[type];
    const values = place(entry + 4);
    if (each === undefined) throw damaged("TIFF", file, `tag ${tag} of type ${type}`);
    const field = entry + (big ? 12 : 8), inside = values * each <= (big ? 8 : 4);
    const from = inside ? start + field : place(field);
    if (from + values * each > source.length) {
      throw damaged("TIFF", file, `tag ${tag} outside the file`, "a whole file");
    }
    return { type, values, each, view: source.view(from, values * each) };
  };
  return {
    numbers: (tag) => {
      const found = locate(tag);
      if (found === undefined) return undefined;
      const { type, values, each, view } = found;
      return Array.from({ length: values }, (_, i) => number(view, i * each, type, little));
    },
    text: (tag) => {
      const found = locate(tag);
      if (found === undefined) return undefined;
      return new TextDecoder().decode(found.view).replace(/\0[\s\S]*$/, "");
    },
  };
}

function number(view: DataView, at: number, type: number, little: boolean): number {
  switch (type) {
    case 3:
      return view.getUint16(at, little);
    case 4:
    case 13:
      return view.getUint32(at, little);
    case 5:
      return view.getUint32(at, little) / view.getUint32(at + 4, little);
    case 6:
      return view.getInt8(at);
    case 8:
      return view.getInt16(at, little);
    case 9:
      return view.getInt32(at, little);
    case 10:
      return view.getInt32(at, little) / view.getInt32(at + 4, little);
    case 11:
      return view.getFloat32(at, little);
    case 12:
      return view.getFloat64(at, little);
    case 16:
    case 18:
      return Number(view.getBigUint64(at, little));
    case 17:
      return Number(view.getBigInt64(at, little));
    default:
      return view.getUint8(at);
  }
}

function startOf(bytes: Uint8Array): Kind | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0x49 && b === 0x49 && (c === 42 || c === 43) && d === 0) {
    return { little: true, big: c === 43 };
  }
  if (a === 0x4d && b === 0x4d && c === 0 && (d === 42 || d === 43)) {
    return { little: false, big: d === 43 };
  }
  return undefined;
}

/**
 * Whether bytes begin as a TIFF or BigTIFF does.
 *
 * @example
 * ```ts
 * import { startsLikeTiff } from "./directory.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(startsLikeTiff(new Uint8Array([0x49, 0x49, 42, 0])), true);
 * ```
 */
export function startsLikeTiff(bytes: Uint8Array): boolean {
  return startOf(bytes) !== undefined;
}

/**
 * How a file begins, for messages.
 *
 * @example
 * ```ts
 * import { firstBytes } from "./directory.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(firstBytes(new Uint8Array([60, 104])), "2 bytes that start with 3c 68");
 * ```
 */
export function firstBytes(bytes: Uint8Array): string {
  if (bytes.length === 0) return "an empty file";
  const hex = [...bytes.slice(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return `${bytes.length} bytes that start with ${hex}`;
}

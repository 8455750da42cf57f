import { crc32 } from "node:zlib";
import { Broken } from "./broken.ts";
import { Cursor } from "./cursor.ts";

interface Stored {
  offset: number;
  size: number;
  crc: number;
}

/**
 * The entries of a zip archive that stores them unpacked, as PyTorch writes it; nothing is copied.
 *
 * Format: PKWARE APPNOTE 6.3.10, zip64 included.
 *
 * @example
 * ```ts
 * import { zipSync } from "fflate";
 * import { ZipArchive } from "./zip_archive.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const archive = new ZipArchive(zipSync({ "a/version": new Uint8Array([51]) }, { level: 0 }));
 * assertEquals(archive.names, ["a/version"]);
 * assertEquals(archive.read("a/version"), new Uint8Array([51]));
 * ```
 */
export class ZipArchive {
  readonly #entries = new Map<string, Stored>();

  /**
   * @param bytes The whole archive.
   * @throws {Broken} if its directory is damaged or cut off, or an entry is compressed.
   */
  constructor(readonly bytes: Uint8Array) {
    const { offset, length } = directory(bytes);
    const end = offset + length;
    const cursor = new Cursor(bytes.subarray(0, end), offset);
    let total = 0;
    while (cursor.at < end) {
      const [name, entry] = readEntry(cursor);
      // Many entries could be one and the same place.
      if ((total += entry.size) > bytes.length) throw new Broken("entries that overlap");
      this.#entries.set(name, entry);
    }
  }

  /** Names of all entries. */
  get names(): string[] {
    return [...this.#entries.keys()];
  }

  /**
   * The bytes of an entry, checked against its CRC-32.
   *
   * @throws {Broken} if there is none of that name, or its bytes are not those that were written.
   */
  read(name: string): Uint8Array {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw new Broken(`no entry ${name.slice(0, 80)} in the archive`);
    const cursor = new Cursor(this.bytes, entry.offset);
    if (cursor.u32() !== LOCAL) throw new Broken(`a damaged entry ${name.slice(0, 80)}`);
    cursor.take(22);
    const [nameLength, extraLength] = [cursor.u16(), cursor.u16()];
    cursor.take(nameLength + extraLength);
    const content = cursor.take(entry.size);
    if (crc32(content) !== entry.crc) {
      throw new Broken(`an entry ${name.slice(0, 80)} whose checksum is another one`);
    }
    return content;
  }
}

const LOCAL = 0x04034b50, ENTRY = 0x02014b50, END = 0x06054b50;
const WIDE_END = 0x06064b50, WIDE_LOCATOR = 0x07064b50;
const WIDE = 0xffffffff;

function directory(bytes: Uint8Array): { offset: number; length: number } {
  // The end record has 22 bytes and a comment of at most 65,535.
  const lowest = Math.max(0, bytes.length - 22 - 0xffff);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = bytes.length - 22;
  while (at >= lowest && view.getUint32(at, true) !== END) at--;
  if (at < lowest) throw new Broken("an archive without its end: it is cut off");
  const cursor = new Cursor(bytes, at + 12);
  let length = cursor.u32(), offset = cursor.u32();
  if (at >= 20 && view.getUint32(at - 20, true) === WIDE_LOCATOR) {
    const record = new Cursor(bytes, new Cursor(bytes, at - 12).u64());
    if (record.at > bytes.length || record.u32() !== WIDE_END) {
      throw new Broken("a damaged end of its archive");
    }
    record.take(36);
    [length, offset] = [record.u64(), record.u64()];
  }
  if (offset + length > bytes.length) throw new Broken("an archive whose directory is not in it");
  return { offset, length };
}

function readEntry(cursor: Cursor): [string, Stored] {
  if (cursor.u32() !== ENTRY) throw new Broken("a damaged directory of its archive");
  cursor.take(4);
  const flags = cursor.u16(), method = cursor.u16();
  cursor.take(4);
  const crc = cursor.u32(), packed = cursor.u32(), bytes = cursor.u32();
  const [nameLength, extraLength, commentLength] = [cursor.u16(), cursor.u16(), cursor.u16()];
  cursor.take(8);
  const place = cursor.u32();
  const name = cursor.text(nameLength);
  const wide = wideNumbers(new Cursor(cursor.take(extraLength)));
  cursor.take(commentLength);
  const size = bytes === WIDE ? wide?.u64() ?? bytes : bytes;
  if (packed === WIDE) wide?.u64();
  const offset = place === WIDE ? wide?.u64() ?? place : place;
  if (method !== 0 || (flags & 1) !== 0) {
    throw new Broken(
      `a packed or encrypted entry ${name.slice(0, 80)}`,
      "entries stored as they are",
    );
  }
  if (offset > cursor.bytes.length) throw new Broken("an entry outside of its archive");
  return [name, { offset, size, crc }];
}

/** The extra field with the numbers that do not fit into 32 bits. */
function wideNumbers(extra: Cursor): Cursor | undefined {
  while (extra.at + 4 <= extra.bytes.length) {
    const [id, length] = [extra.u16(), extra.u16()];
    const content = extra.take(length);
    if (id === 1) return new Cursor(content);
  }
  return undefined;
}

import { InputError } from "../../core/errors.ts";

/** One entry of a zip archive, as its directory states it. */
export interface ZipEntry {
  /** Path as written in the archive, `/` between folders; ends in `/` for a folder. */
  name: string;
  /** 0 = stored, 8 = deflated. */
  method: number;
  /** Whether the entry is encrypted. */
  encrypted: boolean;
  /** Bytes in the archive. */
  packedBytes: number;
  /** Bytes after unpacking. */
  bytes: number;
  /** CRC-32 of the unpacked bytes. */
  crc: number;
  /** Where its local header begins. */
  offset: number;
  /** Unix file type and permissions; 0 where the archive was not made on Unix. */
  unixMode: number;
}

/**
 * Reads the directory at the end of a zip archive, zip64 included.
 *
 * Only the directory is read, never the content, so that an archive of any size can be judged
 * before a byte is unpacked. Format: PKWARE APPNOTE 6.3.10, sections 4.3.12 to 4.3.16 and 4.5.3.
 *
 * @param file The open archive.
 * @param name Its name, for error messages.
 * @throws {InputError} where the archive is cut off, damaged or split over several files.
 *
 * @example
 * ```ts
 * import { zipSync } from "fflate";
 * import { readZipDirectory } from "./zip.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const path = await Deno.makeTempFile();
 * await Deno.writeFile(path, zipSync({ "a/b.txt": new Uint8Array(5) }));
 * using file = await Deno.open(path);
 * const entries = await readZipDirectory(file, "my.zip");
 * assertEquals(entries.map(({ name, bytes }) => [name, bytes]), [["a/b.txt", 5]]);
 * await Deno.remove(path);
 * ```
 */
export async function readZipDirectory(file: Deno.FsFile, name: string): Promise<ZipEntry[]> {
  const end = await readEnd(file, name);
  const directory = await readAt(file, end.offset, end.length, name);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < end.count; index++) {
    if (at + 46 > directory.byteLength || directory.getUint32(at, true) !== 0x02014b50) {
      throw broken(name, `entry ${index + 1} of ${end.count} in its directory`);
    }
    const nameLength = directory.getUint16(at + 28, true);
    const extraLength = directory.getUint16(at + 30, true);
    const commentLength = directory.getUint16(at + 32, true);
    const next = at + 46 + nameLength + extraLength + commentLength;
    if (next > directory.byteLength) throw broken(name, `entry ${index + 1} of its directory`);
    const flags = directory.getUint16(at + 8, true);
    const madeOnUnix = directory.getUint8(at + 5) === 3;
    const sizes = wideSizes(directory, at, at + 46 + nameLength, extraLength, name);
    entries.push({
      name: text(directory, at + 46, nameLength, (flags & 0x800) !== 0),
      method: directory.getUint16(at + 10, true),
      encrypted: (flags & 1) !== 0,
      crc: directory.getUint32(at + 16, true),
      ...sizes,
      unixMode: madeOnUnix ? directory.getUint32(at + 38, true) >>> 16 : 0,
    });
    at = next;
  }
  return entries;
}

/**
 * Where the packed bytes of an entry begin: behind its local header.
 *
 * @throws {InputError} where no local header is at the stated place.
 *
 * @example
 * ```ts
 * import { zipSync } from "fflate";
 * import { readZipDirectory, zipContentOffset } from "./zip.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const path = await Deno.makeTempFile();
 * await Deno.writeFile(path, zipSync({ "b.txt": new Uint8Array(5) }));
 * using file = await Deno.open(path);
 * const [entry] = await readZipDirectory(file, "my.zip");
 * if (entry) assertEquals(await zipContentOffset(file, entry, "my.zip"), 30 + "b.txt".length);
 * await Deno.remove(path);
 * ```
 */
export async function zipContentOffset(
  file: Deno.FsFile,
  entry: ZipEntry,
  name: string,
): Promise<number> {
  const header = await readAt(file, entry.offset, 30, name);
  if (header.getUint32(0, true) !== 0x04034b50) throw broken(name, entry.name);
  return entry.offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
}

interface End {
  count: number;
  offset: number;
  length: number;
}

async function readEnd(file: Deno.FsFile, name: string): Promise<End> {
  const { size } = await file.stat();
  // The end record has 22 bytes and a comment of at most 65,535.
  const length = Math.min(size, 22 + 0xffff);
  const tail = await readAt(file, size - length, length, name);
  let at = length - 22;
  while (at >= 0 && tail.getUint32(at, true) !== 0x06054b50) at--;
  if (at < 0) throw broken(name, "its end, so it is cut off or no zip archive");
  const count = tail.getUint16(at + 10, true);
  const directoryLength = tail.getUint32(at + 12, true);
  const offset = tail.getUint32(at + 16, true);
  const wide = count === 0xffff || directoryLength === 0xffffffff || offset === 0xffffffff;
  const end = wide
    ? await readWideEnd(file, size - length + at - 20, name)
    : { count, length: directoryLength, offset };
  if (end.offset + end.length > size) throw broken(name, "the place of its directory");
  return end;
}

async function readWideEnd(file: Deno.FsFile, locatorAt: number, name: string): Promise<End> {
  const locator = await readAt(file, locatorAt, 20, name);
  if (locator.getUint32(0, true) !== 0x07064b50) throw broken(name, "the locator of its zip64 end");
  const record = await readAt(file, wide(locator, 8, name), 56, name);
  if (record.getUint32(0, true) !== 0x06064b50) throw broken(name, "its zip64 end");
  return {
    count: wide(record, 32, name),
    length: wide(record, 40, name),
    offset: wide(record, 48, name),
  };
}

function wideSizes(
  directory: DataView,
  entryAt: number,
  extraAt: number,
  extraLength: number,
  name: string,
): { packedBytes: number; bytes: number; offset: number } {
  const sizes = {
    bytes: directory.getUint32(entryAt + 24, true),
    packedBytes: directory.getUint32(entryAt + 20, true),
    offset: directory.getUint32(entryAt + 42, true),
  };
  const end = extraAt + extraLength;
  for (let at = extraAt; at + 4 <= end;) {
    const length = directory.getUint16(at + 2, true);
    if (directory.getUint16(at, true) === 1) {
      // Only the values that did not fit are there, in this order.
      let value = at + 4;
      for (const field of ["bytes", "packedBytes", "offset"] as const) {
        if (sizes[field] !== 0xffffffff) continue;
        if (value + 8 > Math.min(end, at + 4 + length)) throw broken(name, "a zip64 size");
        sizes[field] = wide(directory, value, name);
        value += 8;
      }
    }
    at += 4 + length;
  }
  return sizes;
}

function wide(view: DataView, at: number, name: string): number {
  const value = Number(view.getBigUint64(at, true));
  if (!Number.isSafeInteger(value)) throw broken(name, "a zip64 number");
  return value;
}

function text(view: DataView, at: number, length: number, utf8: boolean): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length);
  if (utf8) return new TextDecoder().decode(bytes);
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

async function readAt(
  file: Deno.FsFile,
  offset: number,
  length: number,
  name: string,
): Promise<DataView> {
  if (offset < 0 || length > 1 << 30) throw broken(name, "a size");
  await file.seek(offset, Deno.SeekMode.Start);
  const bytes = new Uint8Array(length);
  let read = 0;
  while (read < length) {
    const more = await file.read(bytes.subarray(read));
    if (more === null) throw broken(name, `its bytes from ${offset} on`);
    read += more;
  }
  return new DataView(bytes.buffer);
}

function broken(name: string, place: string): InputError {
  return new InputError(`Cannot read the zip archive: wrong at ${place}`, { file: name });
}

import { crc32, inflateRawSync } from "node:zlib";
import { InputError } from "../../core/errors.ts";
import { zipContentOffset, type ZipEntry } from "./zip.ts";

/**
 * Reads one file of a zip archive where it lies; nothing is written, nothing else is read.
 *
 * @param file The open archive.
 * @param entry From `readZipDirectory`.
 * @param name Name of the archive, for messages.
 * @returns The bytes, their size and CRC-32 checked.
 * @throws {InputError} naming archive and file: encrypted, packed in another way than deflate, over 1 GB,
 * cut off or damaged.
 *
 * @example
 * ```ts
 * import { zipSync } from "fflate";
 * import { readZipDirectory } from "./zip.ts";
 * import { readZipMember } from "./zip_member.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const path = await Deno.makeTempFile();
 * await Deno.writeFile(path, zipSync({ "a/b.txt": new Uint8Array([1, 2]) }));
 * using file = await Deno.open(path);
 * const [entry] = await readZipDirectory(file, "my.zip");
 * assertEquals(await readZipMember(file, entry!, "my.zip"), new Uint8Array([1, 2]));
 * await Deno.remove(path);
 * ```
 */
export async function readZipMember(
  file: Deno.FsFile,
  entry: ZipEntry,
  name: string,
): Promise<Uint8Array> {
  const wrong = (found: string, allowed: string, cause?: unknown) =>
    new InputError(`Cannot read ${entry.name} in an archive`, {
      file: name,
      found,
      allowed,
      cause,
    });
  if (entry.encrypted) throw wrong("a file with a password", "one without");
  if (entry.method !== 0 && entry.method !== 8) {
    throw wrong(`packing method ${entry.method}`, "0 (stored) or 8 (deflate)");
  }
  const most = 1 << 30;
  if (entry.bytes > most || entry.packedBytes > most) {
    throw wrong(`${entry.bytes} bytes`, `at most ${most}`);
  }
  await file.seek(await zipContentOffset(file, entry, name), Deno.SeekMode.Start);
  const { size } = await file.stat();
  if (entry.packedBytes > size) throw wrong("a cut archive", `${entry.packedBytes} packed bytes`);
  const packed = new Uint8Array(entry.packedBytes);
  for (let read = 0; read < packed.length;) {
    const more = await file.read(packed.subarray(read));
    if (more === null) throw wrong(`${read} packed bytes`, String(packed.length));
    read += more;
  }
  const bytes = entry.method === 0 ? packed : inflated(packed, entry, wrong);
  if (bytes.length !== entry.bytes) throw wrong(`${bytes.length} bytes`, String(entry.bytes));
  const crc = crc32(bytes);
  if (crc !== entry.crc) throw wrong(`CRC-32 ${crc}`, String(entry.crc));
  return bytes;
}

function inflated(
  packed: Uint8Array,
  { bytes }: ZipEntry,
  wrong: (found: string, allowed: string, cause?: unknown) => InputError,
): Uint8Array {
  try {
    const { buffer, byteOffset, byteLength } = inflateRawSync(packed, {
      maxOutputLength: Math.max(1, bytes),
    });
    return new Uint8Array(buffer, byteOffset, byteLength);
  } catch (cause) {
    throw wrong("bytes that do not inflate", `${bytes} bytes`, cause);
  }
}

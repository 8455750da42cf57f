import { crc32 } from "node:zlib";
import { InputError } from "../../core/errors.ts";
import { exists } from "../../core/files.ts";
import { explainDiskFull, requireSpace } from "./disk.ts";
import { readZipDirectory, zipContentOffset, type ZipEntry } from "./zip.ts";

/** How `unpackZip` works. */
export interface UnpackOptions {
  /** The most that may come out of the archive in bytes; defaults to 20 GB. */
  maxBytes?: number;
  /** Called with the bytes unpacked so far and in all. */
  onProgress?: (done: number, total: number) => void;
  /** Stops the unpacking; nothing is left behind. */
  signal?: AbortSignal;
  /** Files of an older archive, as they lie in the folder; those that this one lacks are removed. */
  replaces?: readonly UnpackedFile[];
}

/** A file that came out of an archive. */
export interface UnpackedFile {
  /** Path below the folder, `/` between folders. */
  name: string;
  /** Size. */
  bytes: number;
}

/**
 * Unpacks a zip archive into a folder that appears whole or not at all. In a folder that is there already,
 * files of the same names are replaced at the end, one by one; others, which are the user's, stay.
 *
 * Every entry is judged before the first is written: names that lead outside (`../`, absolute,
 * backslashes, drive letters), links, encryption, names that clash and more bytes than allowed are
 * refused. Entries are streamed; their stated sizes and CRC-32 are checked. If all entries lie in
 * one folder that has the name of the target, its content becomes the target's.
 *
 * @param archive Path of the archive.
 * @param folder The folder to make, or to add to.
 * @returns The files.
 * @throws {InputError} naming the archive and the entry, or saying that the disk is full.
 *
 * @example
 * ```ts
 * import { zipSync } from "fflate";
 * import { unpackZip } from "./unpack.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * await Deno.writeFile(`${folder}/a.zip`, zipSync({ "Plate1/A01.txt": new Uint8Array(3) }));
 * assertEquals(await unpackZip(`${folder}/a.zip`, `${folder}/Week1/Plate1`), [
 *   { name: "A01.txt", bytes: 3 },
 * ]);
 * assertEquals((await Deno.stat(`${folder}/Week1/Plate1/A01.txt`)).size, 3);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function unpackZip(
  archive: string,
  folder: string,
  options: UnpackOptions = {},
): Promise<UnpackedFile[]> {
  const { maxBytes = 20e9, onProgress, signal, replaces = [] } = options;
  using file = await Deno.open(archive);
  const files = judge(await readZipDirectory(file, archive), archive, maxBytes);
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const inner = folder.replace(/^.*[/\\]/, "") + "/";
  const strip = files.every(({ name }) => name.startsWith(inner)) ? inner.length : 0;
  const unpacked = files.map(({ name, bytes }) => ({ name: name.slice(strip), bytes }));
  const temporary = `${folder}.unpacking`;
  await Deno.remove(temporary, { recursive: true }).catch(() => {});
  await Deno.mkdir(temporary, { recursive: true });
  try {
    await requireSpace(`${temporary}/`, total);
    let done = 0;
    for (const entry of files) {
      signal?.throwIfAborted();
      const path = `${temporary}/${entry.name.slice(strip)}`;
      await Deno.mkdir(path.replace(/\/[^/]*$/, ""), { recursive: true });
      try {
        await writeEntry(file, entry, path, archive, signal);
      } catch (error) {
        throw await explainDiskFull(error, path, total - done);
      }
      done += entry.bytes;
      onProgress?.(done, total);
    }
    if (await exists(folder)) await moveInto(temporary, folder, unpacked, replaces);
    else await Deno.rename(temporary, folder);
  } catch (error) {
    await Deno.remove(temporary, { recursive: true }).catch(() => {});
    throw error;
  }
  return unpacked;
}

async function moveInto(
  temporary: string,
  folder: string,
  files: readonly UnpackedFile[],
  replaces: readonly UnpackedFile[],
): Promise<void> {
  const names = new Set(files.map(({ name }) => name));
  for (const { name } of replaces) {
    if (!names.has(name)) await Deno.remove(`${folder}/${name}`).catch(() => {});
  }
  for (const name of names) {
    const path = `${folder}/${name}`;
    await Deno.mkdir(path.replace(/\/[^/]*$/, ""), { recursive: true });
    await Deno.rename(`${temporary}/${name}`, path);
  }
  await Deno.remove(temporary, { recursive: true });
}

function judge(entries: ZipEntry[], archive: string, maxBytes: number): ZipEntry[] {
  const seen = new Set<string>();
  let total = 0;
  for (const { name, encrypted, method, unixMode, bytes } of entries) {
    const type = unixMode & 0o170000;
    const path = name.replace(/\/$/, "");
    const fault = path.split("/").some((part) => part === ".." || part === "." || part === "")
      ? "a path inside the archive's own folder"
      // deno-lint-ignore no-control-regex -- control characters in names are what is refused
      : /[\\:\u0000-\u001f]/.test(path)
      ? "names without backslash, colon and control characters"
      : type !== 0 && type !== 0o100000 && type !== 0o040000
      ? "files and folders, no links or devices"
      : encrypted
      ? "entries without a password"
      : method !== 0 && method !== 8
      ? "entries that are stored or deflated"
      : seen.has(path.toLowerCase())
      ? "each name once, upper and lower case taken as one"
      : undefined;
    if (fault !== undefined) {
      throw new InputError("This archive is not safe to unpack", {
        file: archive,
        found: name,
        allowed: fault,
      });
    }
    seen.add(path.toLowerCase());
    total += bytes;
  }
  if (total > maxBytes) {
    throw new InputError("This archive is not safe to unpack", {
      file: archive,
      found: `${total} bytes when unpacked`,
      allowed: `at most ${maxBytes} bytes`,
    });
  }
  return entries.filter(({ name }) => !name.endsWith("/"));
}

async function writeEntry(
  file: Deno.FsFile,
  entry: ZipEntry,
  path: string,
  archive: string,
  signal?: AbortSignal,
): Promise<void> {
  const wrong = (found: string, allowed: string, cause?: unknown) =>
    new InputError(`The archive is damaged at ${entry.name}`, {
      file: archive,
      found,
      allowed,
      cause,
    });
  await file.seek(await zipContentOffset(file, entry, archive), Deno.SeekMode.Start);
  let content = packed(file, entry, archive);
  if (entry.method === 8) {
    content = content.pipeThrough(new DecompressionStream("deflate-raw"));
  }
  using out = await Deno.open(path, { write: true, createNew: true });
  let crc = 0, bytes = 0;
  const reader = content.getReader();
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { value, done } = await reader.read().catch((cause) => {
        throw cause instanceof InputError
          ? cause
          : wrong("bytes that do not inflate", "deflate", cause);
      });
      if (done) break;
      bytes += value.length;
      if (bytes > entry.bytes) {
        throw wrong(`more than ${entry.bytes} bytes`, `${entry.bytes} bytes`);
      }
      crc = crc32(value, crc);
      for (let at = 0; at < value.length;) at += await out.write(value.subarray(at));
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
  if (bytes !== entry.bytes) throw wrong(`${bytes} bytes`, `${entry.bytes} bytes`);
  if (crc !== entry.crc) throw wrong(`CRC-32 ${crc}`, String(entry.crc));
}

function packed(
  file: Deno.FsFile,
  entry: ZipEntry,
  archive: string,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let left = entry.packedBytes;
  return new ReadableStream({
    async pull(controller) {
      if (left === 0) return controller.close();
      const buffer = new Uint8Array(Math.min(left, 1 << 18));
      const length = await file.read(buffer);
      if (length === null) {
        throw new InputError(`The archive ends inside ${entry.name}`, { file: archive });
      }
      left -= length;
      controller.enqueue(buffer.subarray(0, length));
    },
  });
}

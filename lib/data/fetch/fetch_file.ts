import { InputError } from "../../core/errors.ts";
import { exists } from "../../core/files.ts";
import type { DatasetFile } from "../catalog.ts";
import { checksumFile } from "./checksum.ts";
import { download } from "./download.ts";
import { copyFromMirror, mirrorPath } from "./mirror.ts";
import type { Expected } from "./partial.ts";
import { alone, type FetchRecord, readRecord, recordPath, writeRecord } from "./record.ts";
import { Passing, type RetryOptions } from "./retry.ts";
import { type UnpackedFile, unpackZip } from "./unpack.ts";

/** One step of the work on one file. */
export interface FetchProgress {
  /** Name of the file in the dataset. */
  file: string;
  /** What is going on. */
  step: "download" | "check" | "unpack";
  /** Bytes done. */
  done: number;
  /** Bytes in all, where known. */
  total: number | null;
}

/** How one file is fetched. */
export interface FetchFileOptions {
  /** Mirror folder that is read instead of the network. */
  mirror?: string;
  /** With a mirror: take from the network what the mirror does not have; defaults to false. */
  network?: boolean;
  /** Keep archives after they were unpacked; defaults to false. */
  keepArchives?: boolean;
  /** Called as the work goes on. */
  onProgress?: (progress: FetchProgress) => void;
  /** How often and how long to wait after errors that may pass. */
  retry?: Omit<RetryOptions, "signal">;
  /** Stops the work; what has arrived stays and the next call goes on from there. */
  signal?: AbortSignal;
}

/** A file that is there and checked. */
export interface FetchedFile {
  /** Its name in the dataset. */
  name: string;
  /** Where it is; for an archive, the folder it was unpacked to. */
  path: string;
  /** Its size in bytes; for an archive, the archive's. */
  bytes: number;
  /** Its checksum; for an archive, the archive's. */
  sha256: string;
  /** Whether it had to be brought. */
  state: "present" | "fetched";
}

/**
 * Brings one file, checks it, unpacks it where the catalog says so, and records what it was. An archive
 * counts as there while the files that came out of it are there in their sizes; what else lies beside them is
 * the user's and stays.
 *
 * Where the catalog knows no checksum, the record of the first download is what later ones must
 * agree with. Several processes may ask for the same file: one works, the others wait.
 *
 * @param folder The dataset's folder.
 * @param file What the catalog says of the file.
 * @param options Mirror, progress, stop.
 * @throws {InputError} for a missing file, wrong content, an unsafe archive, a full disk.
 *
 * @example
 * ```ts
 * import { fetchFile } from "./fetch_file.ts";
 * import { assertRejects } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * const file = { name: "a.csv", url: "https://example.org/a.csv", bytes: 1, sha256: null };
 * await assertRejects(() => fetchFile(folder, file, { mirror: "none" }), Error, "example.org/a.csv");
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function fetchFile(
  folder: string,
  file: DatasetFile,
  options: FetchFileOptions = {},
): Promise<FetchedFile> {
  const { signal } = options;
  return await alone(folder, file.name, async () => {
    const record = await readRecord(folder, file.name);
    const path = `${folder}/${file.unpack ?? file.name}`;
    const there = await unpacked(folder, file, record) ??
      await verified(folder, file, record, options);
    const state = there === undefined ? "fetched" : "present";
    let found = there ?? await bring(folder, file, record, options);
    if (file.unpack !== undefined && !isUnpacked(found)) {
      found = await unpack(folder, file.name, file.unpack, found, record?.unpacked, options);
    }
    return { name: file.name, path, bytes: found.bytes, sha256: found.sha256, state };
  }, signal);
}

function isUnpacked({ unpacked, unpackedFiles }: FetchRecord): boolean {
  return unpacked !== undefined || unpackedFiles !== undefined;
}

/** The record of an archive whose folder is there with all its files, whatever else is in it. */
async function unpacked(
  folder: string,
  file: DatasetFile,
  record: FetchRecord | undefined,
): Promise<FetchRecord | undefined> {
  if (file.unpack === undefined || record === undefined || !isUnpacked(record)) return undefined;
  if (file.sha256 !== null && !record.sha256.startsWith(file.sha256)) return undefined;
  const place = `${folder}/${file.unpack}`;
  for (const { name, bytes } of record.unpacked ?? []) {
    const found = await Deno.stat(`${place}/${name}`).catch(() => undefined);
    if (found?.size !== bytes) return undefined;
  }
  // An older record knows no names.
  const { unpackedFiles = 0 } = record;
  if (unpackedFiles > 0 && (await countFiles(place) ?? 0) < unpackedFiles) return undefined;
  return record;
}

/** The record of a file that is there and right: by size and time of change, else by its content. */
async function verified(
  folder: string,
  file: DatasetFile,
  record: FetchRecord | undefined,
  options: FetchFileOptions,
): Promise<FetchRecord | undefined> {
  const path = `${folder}/${file.name}`;
  // The record knows the whole sum where the catalog knows its beginning only.
  const begun = file.sha256 ?? "";
  const sha256 = record?.sha256.startsWith(begun) === true ? record.sha256 : begun;
  if (sha256 === "" || !await exists(path)) return undefined;
  const { size, mtime } = await Deno.stat(path);
  const modified = mtime?.getTime() ?? 0;
  const now = { url: file.url, bytes: size, modified };
  if (record?.modified === modified && record.bytes === size && record.sha256 === sha256) {
    return { ...now, sha256 };
  }
  const sum = await checksumFile(path, {
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    onProgress: (done) =>
      options.onProgress?.({ file: file.name, step: "check", done, total: size }),
  });
  const found = { ...now, sha256: sum.hex() };
  if (!found.sha256.startsWith(sha256)) return undefined;
  await writeRecord(folder, file.name, found);
  return found;
}

async function bring(
  folder: string,
  file: DatasetFile,
  record: FetchRecord | undefined,
  options: FetchFileOptions,
): Promise<FetchRecord> {
  const path = `${folder}/${file.name}`;
  const { mirror, signal, onProgress } = options;
  const expected: Expected = file.sha256 !== null || record === undefined ? file : {
    bytes: record.bytes,
    sha256: record.sha256,
    accordingTo: `the record of the first download (${recordPath(folder, file.name)})`,
  };
  const step = {
    ...(signal === undefined ? {} : { signal }),
    onProgress: (done: number, total: number | null) =>
      onProgress?.({ file: file.name, step: "download", done, total }),
  };
  const fromMirror = mirror !== undefined &&
    (options.network !== true || await exists(mirrorPath(mirror, file.url)));
  const found = fromMirror
    ? await copyFromMirror(mirror, file.url, path, expected, step)
    : await download(file.url, path, expected, { ...step, retry: options.retry ?? {} })
      .catch((error) => {
        throw error instanceof Passing ? unreachable(error, file.url) : error;
      });
  const modified = (await Deno.stat(path)).mtime?.getTime() ?? 0;
  const brought = { url: file.url, ...found, modified };
  await writeRecord(folder, file.name, brought);
  return brought;
}

function unreachable(error: Passing, url: string): InputError {
  return new InputError(`Cannot download: ${error.message}`, {
    ...(error.message.includes(url) ? {} : { file: url }),
    hint: "Run the same command again to go on from there; without a network use a mirror folder",
    cause: error,
  });
}

async function unpack(
  folder: string,
  name: string,
  target: string,
  record: FetchRecord,
  replaces: readonly UnpackedFile[] | undefined,
  options: FetchFileOptions,
): Promise<FetchRecord> {
  const unpacked = await unpackZip(`${folder}/${name}`, `${folder}/${target}`, {
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(replaces === undefined ? {} : { replaces }),
    onProgress: (done, total) => options.onProgress?.({ file: name, step: "unpack", done, total }),
  });
  const whole = { ...record, unpacked };
  await writeRecord(folder, name, whole);
  if (options.keepArchives !== true) await Deno.remove(`${folder}/${name}`);
  return whole;
}

async function countFiles(folder: string): Promise<number | undefined> {
  let count = 0;
  try {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      count += isDirectory ? await countFiles(`${folder}/${name}`) ?? 0 : 1;
    }
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  return count;
}

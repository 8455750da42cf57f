import { InputError } from "../core/errors.ts";
import { exists, projectRoot } from "../core/files.ts";
import { type Dataset, type DatasetFile, findDataset, loadCatalog } from "./catalog.ts";
import { checksumFile } from "./checksum.ts";
import { copyFromMirror } from "./mirror.ts";
import { alone, type FetchRecord, readRecord, writeRecord } from "./record.ts";

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

/** How `fetchDataset` works. */
export interface FetchOptions {
  /** Folder for all datasets; defaults to `data/downloads` of the project. */
  dir?: string;
  /** Mirror folder that is read instead of the network; defaults to the variable C2S_MIRROR; null for none. */
  mirror?: string | null;
  /** Which files; defaults to all of them. */
  files?: (file: DatasetFile) => boolean;
  /** How many files at once; defaults to 4. */
  concurrency?: number;
  /** Called as the work goes on. */
  onProgress?: (progress: FetchProgress) => void;
  /** Stops the work; what has arrived stays and the next call goes on from there. */
  signal?: AbortSignal;
  /** The catalog; defaults to the project's. */
  catalog?: readonly Dataset[];
}

/** A file that is there and checked. */
export interface FetchedFile {
  /** Its name in the dataset. */
  name: string;
  /** Where it is. */
  path: string;
  /** Its size. */
  bytes: number;
  /** Its checksum. */
  sha256: string;
  /** Whether it had to be brought. */
  state: "present" | "fetched";
}

/** Where datasets land if nothing else is said. */
export const defaultDownloads: string = `${projectRoot}data/downloads`;

/**
 * Brings the files of a dataset, checks them and keeps them under `<dir>/<id>/<name>`.
 *
 * @param id Id of the catalog.
 * @param options Folder, mirror, choice of files, progress, stop.
 * @throws {InputError} for an unknown id, a file that is missing or not what the catalog says.
 *
 * @example
 * ```ts ignore
 * const files = await fetchDataset("bbbc021-metadata", { mirror: "mirror" });
 * ```
 */
export async function fetchDataset(
  id: string,
  options: FetchOptions = {},
): Promise<FetchedFile[]> {
  const dataset = findDataset(options.catalog ?? await loadCatalog(), id);
  const wanted = dataset.files.filter(options.files ?? (() => true));
  const folder = `${options.dir ?? defaultDownloads}/${id}`;
  const results: FetchedFile[] = [];
  for (const file of wanted) results.push(await fetchFile(folder, file, options));
  return results;
}

async function fetchFile(
  folder: string,
  file: DatasetFile,
  options: FetchOptions,
): Promise<FetchedFile> {
  const { signal, onProgress } = options;
  const path = `${folder}/${file.name}`;
  const mirror = options.mirror === undefined ? Deno.env.get("C2S_MIRROR") : options.mirror;
  return await alone(folder, file.name, async () => {
    const known = await verified(folder, file, signal);
    if (known !== undefined) {
      return { name: file.name, path, bytes: known.bytes, sha256: known.sha256, state: "present" };
    }
    if (!mirror) throw new InputError("No mirror is given", { file: path });
    const found = await copyFromMirror(mirror, file.url, path, file, {
      ...(signal === undefined ? {} : { signal }),
      onProgress: (done, total) => onProgress?.({ file: file.name, step: "download", done, total }),
    });
    const modified = (await Deno.stat(path)).mtime?.getTime() ?? 0;
    await writeRecord(folder, file.name, { url: file.url, ...found, modified });
    return { name: file.name, path, ...found, state: "fetched" };
  }, signal);
}

async function verified(
  folder: string,
  file: DatasetFile,
  signal?: AbortSignal,
): Promise<FetchRecord | undefined> {
  const path = `${folder}/${file.name}`;
  if (!await exists(path)) return undefined;
  const record = await readRecord(folder, file.name);
  const { size, mtime } = await Deno.stat(path);
  const modified = mtime?.getTime() ?? 0;
  const sha256 = file.sha256 ?? record?.sha256;
  if (record?.modified === modified && record.bytes === size && record.sha256 === sha256) {
    return record;
  }
  const sum = await checksumFile(path, signal === undefined ? {} : { signal });
  if (sum.hex() !== sha256) return undefined;
  const renewed = { url: file.url, bytes: size, sha256, modified };
  await writeRecord(folder, file.name, renewed);
  return renewed;
}

/**
 * The path of a fetched file, for readers.
 *
 * @param id Id of the dataset.
 * @param name Name of the file in it, or a path inside a folder that one of its archives unpacks to.
 * @throws {InputError} that says which command fetches it.
 *
 * @example
 * ```ts
 * import { datasetFile } from "./fetch.ts";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(
 *   () => datasetFile("bbbc021-metadata", "BBBC021_v1_moa.csv", { dir: "nowhere" }),
 *   Error,
 *   "c2s fetch bbbc021-metadata",
 * );
 * ```
 */
export async function datasetFile(
  id: string,
  name: string,
  options: { dir?: string; catalog?: readonly Dataset[] } = {},
): Promise<string> {
  const dataset = findDataset(options.catalog ?? await loadCatalog(), id);
  const file = dataset.files.find((one) =>
    one.name === name || (one.unpack !== undefined && name.startsWith(`${one.unpack}/`))
  );
  if (file === undefined && dataset.listings.length === 0) {
    throw new InputError(`Dataset ${id} has no such file`, {
      found: name,
      allowed: dataset.files.map((one) => one.name).join(", "),
    });
  }
  const path = `${options.dir ?? defaultDownloads}/${id}/${name}`;
  if (await exists(path)) return path;
  const plate = file?.plate === undefined ? "" : ` --plate ${file.plate}`;
  throw new InputError("This file of the datasets has not been fetched", {
    file: path,
    hint: `Fetch it with: deno task c2s fetch ${id}${plate}`,
  });
}

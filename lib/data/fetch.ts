import { InputError } from "../core/errors.ts";
import { note } from "../core/noted.ts";
import { type Dataset, type DatasetFile, findDataset, loadCatalog } from "./catalog.ts";
import { type FetchedFile, fetchFile, type FetchFileOptions } from "./fetch/fetch_file.ts";
import { listedFiles } from "./fetch/listing.ts";
import { defaultDownloads } from "./locate.ts";

export { datasetFile } from "./locate.ts";
export type { FetchedFile, FetchProgress } from "./fetch/fetch_file.ts";

/** How `fetchDataset` works. */
export interface FetchOptions extends Omit<FetchFileOptions, "mirror"> {
  /** Folder for all datasets; defaults to `data/downloads` of the project. */
  dir?: string;
  /** Mirror folder that is read instead of the network; defaults to the variable C2S_MIRROR; null for none. */
  mirror?: string | null;
  /** Plates whose images are wanted; defaults to all, but must be given where plates are listed on demand. */
  plates?: readonly string[];
  /** Wells whose images are wanted, for example `["A01"]`, where plates are listed on demand; defaults to all. */
  wells?: readonly string[];
  /** Which files; defaults to all of them. */
  files?: (file: DatasetFile) => boolean;
  /** How many files at once; defaults to 4. */
  concurrency?: number;
  /** Called when it is clear which files are wanted. */
  onFiles?: (files: readonly DatasetFile[]) => void;
  /** The catalog; defaults to the project's. */
  catalog?: readonly Dataset[];
}

/**
 * Brings the files of a dataset, checks them and keeps them under `<dir>/<id>/<name>`.
 *
 * Files that are there and checked are recognised at once. After the first failure no new file is
 * begun; what has arrived of the others stays, so that the next call goes on from there.
 *
 * @param id Id of the catalog.
 * @param options Folder, mirror, choice of files, progress, stop.
 * @returns The files in the order of the catalog.
 * @throws {InputError} for an unknown id, plate or well, a file that is missing or wrong, a full disk.
 *
 * @example
 * ```ts
 * import { fetchDataset } from "./fetch.ts";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(() => fetchDataset("bbbc022"), Error, "bbbc021-metadata");
 * ```
 */
export async function fetchDataset(
  id: string,
  options: FetchOptions = {},
): Promise<FetchedFile[]> {
  const { dir = defaultDownloads, concurrency = 4, signal, onFiles } = options;
  const mirror = options.mirror === undefined ? Deno.env.get("C2S_MIRROR") : options.mirror;
  const stop = new AbortController();
  const all: FetchFileOptions = {
    ...(mirror ? { mirror } : {}),
    network: options.network ?? false,
    keepArchives: options.keepArchives ?? false,
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    retry: options.retry ?? {},
    signal: signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]),
  };
  const dataset = findDataset(options.catalog ?? await loadCatalog(), id);
  const wanted = await choose(dataset, options, all);
  onFiles?.(wanted);
  const results = new Array<FetchedFile>(wanted.length);
  let next = 0;
  const work = async () => {
    for (let at = next++; at < wanted.length; at = next++) {
      results[at] = await fetchFile(`${dir}/${id}`, wanted[at] as DatasetFile, all);
    }
  };
  const workers = Array.from({ length: Math.min(concurrency, wanted.length) }, async () => {
    try {
      await work();
    } catch (error) {
      next = wanted.length;
      // The first reason given stays; what the others throw after it is its echo.
      stop.abort(error);
    }
  });
  await Promise.all(workers);
  signal?.throwIfAborted();
  stop.signal.throwIfAborted();
  note("dataset", id);
  return results;
}

async function choose(
  dataset: Dataset,
  options: FetchOptions,
  all: FetchFileOptions,
): Promise<DatasetFile[]> {
  const { plates, wells } = options;
  const known = new Set(
    [...dataset.files, ...dataset.listings].flatMap(({ plate }) => plate ?? []),
  );
  for (const plate of plates ?? []) {
    if (known.has(plate)) continue;
    throw new InputError(`Dataset ${dataset.id} has no such plate`, {
      found: plate,
      allowed: known.size === 0
        ? "none, its files are not divided by plate"
        : [...known].join(", "),
    });
  }
  if (dataset.listings.length > 0 && plates === undefined) {
    throw new InputError(`Dataset ${dataset.id} is too large to be fetched whole`, {
      hint: `Choose plates (--plate) and better also wells (--well): ${[...known].join(", ")}`,
    });
  }
  if (dataset.listings.length === 0 && wells !== undefined) {
    throw new InputError(`The files of ${dataset.id} are not divided by well`, { found: wells });
  }
  const files = dataset.files.filter(({ plate }) =>
    plates === undefined || (plate !== undefined && plates.includes(plate))
  );
  for (const listing of dataset.listings) {
    if (!plates?.includes(listing.plate)) continue;
    files.push(
      ...await listedFiles(listing, { ...all, ...(wells === undefined ? {} : { wells }) }),
    );
  }
  return options.files === undefined ? files : files.filter(options.files);
}

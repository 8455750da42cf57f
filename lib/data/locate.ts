import { InputError } from "../core/errors.ts";
import { exists, projectRoot } from "../core/files.ts";
import { note } from "../core/noted.ts";
import { type Dataset, findDataset, loadCatalog } from "./catalog.ts";
import { readRecord } from "./fetch/record.ts";

/** Where datasets land if nothing else is said. */
export const defaultDownloads: string = `${projectRoot}data/downloads`;

/** Where and what. */
export interface LocateOptions {
  /** Folder for all datasets; defaults to `data/downloads` of the project. */
  dir?: string;
  /** The catalog; defaults to the project's. */
  catalog?: readonly Dataset[];
}

/**
 * The path of a fetched file, for readers.
 *
 * @param id Id of the dataset.
 * @param name Name of the file in it, or a path inside a folder that one of its archives unpacks to.
 * @param options Folder, catalog.
 * @throws {InputError} that says which command fetches it.
 *
 * @example
 * ```ts
 * import { datasetFile } from "./locate.ts";
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
  options: LocateOptions = {},
): Promise<string> {
  const dataset = findDataset(options.catalog ?? await loadCatalog(), id);
  const file = dataset.files.find((one) =>
    one.name === name ||
    (one.unpack !== undefined && `${name}/`.startsWith(`${one.unpack}/`))
  );
  const listing = dataset.listings.find(({ plate }) => `${name}/`.startsWith(`${plate}/`));
  if (file === undefined && listing === undefined) {
    const names = [
      ...dataset.files.map((one) => one.unpack === undefined ? one.name : `${one.unpack}/…`),
      ...dataset.listings.map(({ plate }) => `${plate}/…`),
    ];
    throw new InputError(`Dataset ${id} has no such file`, {
      found: name,
      allowed: names.join(", "),
    });
  }
  const path = `${options.dir ?? defaultDownloads}/${id}/${name}`;
  if (await exists(path)) {
    note("dataset", id);
    return path;
  }
  const plate = file?.plate ?? listing?.plate;
  throw new InputError("This file of the datasets has not been fetched", {
    file: path,
    hint: `Fetch it with: deno task c2s fetch ${id}${
      plate === undefined ? "" : ` --plate ${plate}`
    }`,
  });
}

/** What is on disk of a dataset. */
export interface DatasetState {
  /** How many of its files were fetched and are there. */
  fetched: number;
  /** How many files it has; null where they are listed on demand. */
  files: number | null;
  /** Size of all its files in bytes; null where it is not known. */
  bytes: number | null;
}

/**
 * What is on disk of a dataset, from the records of what was fetched; contents are not read.
 *
 * @example
 * ```ts
 * import { findDataset, loadCatalog } from "./catalog.ts";
 * import { datasetState } from "./locate.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const dataset = findDataset(await loadCatalog(), "bbbc021-metadata");
 * assertEquals((await datasetState(dataset, "nowhere")).fetched, 0);
 * ```
 */
export async function datasetState(
  dataset: Dataset,
  dir: string = defaultDownloads,
): Promise<DatasetState> {
  const folder = `${dir}/${dataset.id}`;
  let fetched = 0;
  let bytes: number | null = dataset.listings.length === 0 ? 0 : null;
  for (const file of dataset.files) {
    const record = await readRecord(folder, file.name);
    if (record !== undefined && await exists(`${folder}/${file.unpack ?? file.name}`)) fetched++;
    const size = file.bytes ?? record?.bytes ?? null;
    bytes = bytes === null || size === null ? null : bytes + size;
  }
  for (const { plate } of dataset.listings) fetched += await countImages(`${folder}/${plate}`);
  return { fetched, files: dataset.listings.length === 0 ? dataset.files.length : null, bytes };
}

async function countImages(folder: string): Promise<number> {
  if (!await exists(folder)) return 0;
  const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
  return names.filter((name) => /\.tiff?$/.test(name)).length;
}

import { InputError } from "../core/errors.ts";
import { projectRoot } from "../core/files.ts";
import { type Entry, readEntry } from "./fetch/entry.ts";

/** One file of a dataset. */
export interface DatasetFile {
  /** Path below the dataset's folder, with `/` between folders. */
  name: string;
  /** Where it is published. */
  url: string;
  /** Size in bytes; null where it is not known and the first download records it. */
  bytes: number | null;
  /** SHA-256 in lower-case hex, or as much of its beginning as is published; null where it is not known and the first download records it. */
  sha256: string | null;
  /** Licence of this file, where it differs from the dataset's. */
  licence?: string;
  /** The plate whose images the file holds. */
  plate?: string;
  /** For a zip archive: the folder below the dataset's that it unpacks to. */
  unpack?: string;
}

/** A place whose files are listed only when they are asked for (an S3 bucket's list address). */
export interface Listing {
  /** The plate whose images are there. */
  plate: string;
  /** Address of the bucket, ending in `/`. */
  url: string;
  /** What the keys of this plate begin with, ending in `/`. */
  prefix: string;
}

/** A dataset of the catalog. */
export interface Dataset {
  /** The word for the command line: lower case, digits and hyphens. */
  id: string;
  /** A heading. */
  title: string;
  /** What is in it, in a sentence. */
  description: string;
  /** What to cite. */
  citation: string;
  /** Under which licence it may be used. */
  licence: string;
  /** The page that describes it. */
  homepage: string;
  /** What could not be verified, or must be known before use. */
  note?: string;
  /** Its files; empty where `listings` name them. */
  files: DatasetFile[];
  /** Where files are listed on demand. */
  listings: Listing[];
}

/**
 * Reads the catalog of datasets, checking every entry.
 *
 * @param path The JSON file; defaults to `data/catalog.json` of the project.
 * @throws {InputError} naming the file, the entry and what is allowed there.
 *
 * @example
 * ```ts
 * import { loadCatalog } from "./catalog.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const catalog = await loadCatalog();
 * assertEquals(catalog.some((dataset) => dataset.id === "bbbc021-metadata"), true);
 * ```
 */
export async function loadCatalog(path = `${projectRoot}data/catalog.json`): Promise<Dataset[]> {
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (cause) {
    throw new InputError("Cannot read the catalog of datasets", { file: path, cause });
  }
  return parseCatalog(text, path);
}

/**
 * Parses the text of a catalog.
 *
 * @param text JSON: `{"datasets": [...]}`.
 * @param file Name for error messages.
 * @throws {InputError} naming the entry, what was found and what is allowed.
 *
 * @example
 * ```ts
 * import { parseCatalog } from "./catalog.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(parseCatalog('{"datasets": []}', "mine.json"), []);
 * ```
 */
export function parseCatalog(text: string, file = "catalog.json"): Dataset[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new InputError("Cannot read the catalog of datasets", {
      file,
      allowed: "JSON",
      hint: cause instanceof Error ? cause.message : String(cause),
      cause,
    });
  }
  const datasets = readEntry(json, file, "").list("datasets").map(dataset);
  requireUnique(datasets.map(({ id }) => id), file, "datasets", "id");
  for (const { id, files } of datasets) {
    requireUnique(files.map(({ name }) => name), file, id, "name");
  }
  return datasets;
}

/**
 * The dataset of an id.
 *
 * @throws {InputError} listing the ids there are.
 *
 * @example
 * ```ts
 * import { findDataset, loadCatalog } from "./catalog.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const plates = findDataset(await loadCatalog(), "bbbc021-images");
 * assertEquals(plates.files.length, 55);
 * ```
 */
export function findDataset(catalog: readonly Dataset[], id: string): Dataset {
  const found = catalog.find((dataset) => dataset.id === id);
  if (found !== undefined) return found;
  throw new InputError("There is no such dataset in the catalog", {
    found: id,
    allowed: catalog.map((dataset) => dataset.id).join(", "),
  });
}

function dataset(entry: Entry): Dataset {
  const note = entry.optional("note");
  const value: Dataset = {
    id: entry.text("id", /^[a-z0-9]+(-[a-z0-9]+)*$/, "lower case, digits and hyphens"),
    title: entry.text("title"),
    description: entry.text("description"),
    citation: entry.text("citation"),
    licence: entry.text("licence"),
    homepage: entry.text("homepage", ...webAddress),
    ...(note === undefined ? {} : { note }),
    files: entry.list("files").map(datasetFile),
    listings: entry.has("listings") ? entry.list("listings").map(listing) : [],
  };
  return value;
}

function datasetFile(entry: Entry): DatasetFile {
  const value: DatasetFile = {
    name: entry.text("name", ...relativePath),
    url: entry.text("url", ...webAddress),
    bytes: entry.wholeOrNull("bytes"),
    sha256: entry.textOrNull(
      "sha256",
      /^[0-9a-f]{8,64}$/,
      "8 to 64 lower-case hex digits, or null",
    ),
  };
  const licence = entry.optional("licence");
  const plate = entry.optional("plate", ...plateName);
  const unpack = entry.optional("unpack", ...relativePath);
  return {
    ...value,
    ...(licence === undefined ? {} : { licence }),
    ...(plate === undefined ? {} : { plate }),
    ...(unpack === undefined ? {} : { unpack }),
  };
}

function listing(entry: Entry): Listing {
  return {
    plate: entry.text("plate", ...plateName),
    url: entry.text("url", ...webAddress),
    prefix: entry.text("prefix", /^[^?#]+\/$/, "the start of a key, ending in /"),
  };
}

function requireUnique(values: string[], file: string, where: string, column: string): void {
  const seen = new Set<string>();
  for (const value of values) {
    if (seen.has(value)) {
      throw new InputError(`Cannot use the catalog: ${where}`, {
        file,
        column,
        found: value,
        allowed: "each once",
      });
    }
    seen.add(value);
  }
}

/** Plain http is for servers on this machine only. */
const webAddress = [
  /^(https:\/\/[^/\s]+|http:\/\/(127\.0\.0\.1|localhost)(:\d+)?)(\/\S*)?$/,
  "an https address",
] as const;

/** What names of files in a folder of downloads may be: what they match, and in words. */
export const relativePath = [
  /^(?!\.)[\w +()-][\w .+()-]*(\/(?!\.)[\w +()-][\w .+()-]*)*$/,
  "a relative path without .. and without names that begin with a dot",
] as const;

const plateName = [/^\w+$/, "letters, digits and _"] as const;

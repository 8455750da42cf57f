import { InputError } from "../../core/errors.ts";
import { type DatasetFile, type Listing, relativePath } from "../catalog.ts";
import { request } from "./http.ts";
import { mirrorPath } from "./mirror.ts";
import { retry, type RetryOptions } from "./retry.ts";

/** One page of an S3 bucket's list. */
export interface ListingPage {
  /** Key and size in bytes of each object. */
  objects: { key: string; bytes: number }[];
  /** The token that asks for the next page; undefined on the last. */
  next?: string;
}

/** How objects are listed. */
export interface ListingOptions {
  /** Wells whose files are wanted, for example `["A01"]`; defaults to all. */
  wells?: readonly string[];
  /** Mirror folder that is listed instead of the bucket. */
  mirror?: string;
  /** How often and how long to wait after errors that may pass. */
  retry?: Omit<RetryOptions, "signal">;
  /** Stops the listing. */
  signal?: AbortSignal;
}

/**
 * Reads one page of the answer to S3's ListObjectsV2.
 *
 * @param xml The answer.
 * @param url The address, for error messages.
 * @throws {InputError} where the text is no such list.
 *
 * @example
 * ```ts
 * import { parseListingPage } from "./listing.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const xml = "<ListBucketResult><IsTruncated>false</IsTruncated>" +
 *   "<Contents><Key>a &amp; b.tiff</Key><Size>7</Size></Contents></ListBucketResult>";
 * assertEquals(parseListingPage(xml, "url").objects, [{ key: "a & b.tiff", bytes: 7 }]);
 * ```
 */
export function parseListingPage(xml: string, url: string): ListingPage {
  const wrong = (found: string, allowed: string) =>
    new InputError("Cannot read the list of files", { file: url, found, allowed });
  if (!xml.includes("<ListBucketResult")) {
    throw wrong(xml.slice(0, 80), "the XML of a ListBucketResult");
  }
  const objects = [...xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, content = ""]) => {
    const key = element(content, "Key"), bytes = Number(element(content, "Size"));
    if (key === undefined || !Number.isSafeInteger(bytes)) {
      throw wrong(content.slice(0, 80), "a Key and a Size");
    }
    return { key, bytes };
  });
  if (element(xml, "IsTruncated") !== "true") return { objects };
  const next = element(xml, "NextContinuationToken");
  if (next === undefined) throw wrong("no NextContinuationToken", "one, as IsTruncated is true");
  return { objects, next };
}

/**
 * The images of a plate that its bucket lists, as files of a dataset.
 *
 * @param listing The plate and where it is.
 * @param options Wells, mirror, patience, stop.
 * @returns One file an image, named `<plate>/<image>`; checksums are not known.
 * @throws {InputError} for a wrong well name, or a plate or well without images.
 *
 * @example
 * ```ts ignore
 * const images = await listedFiles(listing, { wells: ["A01", "P24"] });
 * ```
 */
export async function listedFiles(
  listing: Listing,
  options: ListingOptions = {},
): Promise<DatasetFile[]> {
  const prefixes = options.wells?.map((well) => `${listing.prefix}${wellPrefix(well)}`) ??
    [listing.prefix];
  const files: DatasetFile[] = [];
  for (const [index, prefix] of prefixes.entries()) {
    const objects = options.mirror === undefined
      ? await listBucket(listing.url, prefix, options)
      : await listMirror(options.mirror, listing.url, prefix);
    const images = objects.filter(({ key }) => /\.tiff?$/.test(key));
    if (images.length === 0) {
      throw new InputError(`Plate ${listing.plate} has no images`, {
        file: `${listing.url}${prefix}`,
        ...(options.wells === undefined ? {} : { column: "well", found: options.wells[index] }),
      });
    }
    for (const { key, bytes } of images) {
      const below = key.slice(listing.prefix.length), [safe, allowed] = relativePath;
      if (!key.startsWith(listing.prefix) || !safe.test(below)) {
        throw new InputError("A list of images names a path that is not safe", {
          file: `${listing.url}${prefix}`,
          found: key,
          allowed,
        });
      }
      const name = `${listing.plate}/${below}`;
      const url = `${listing.url}${key.split("/").map(encodeURIComponent).join("/")}`;
      files.push({ name, url, bytes, sha256: null, plate: listing.plate });
    }
  }
  return files;
}

/** The microscope numbers rows and columns: well B03 is r02c03. */
function wellPrefix(well: string): string {
  const [, row = "", column = ""] = /^([A-P])(\d{2})$/.exec(well) ?? [];
  if (row === "" || Number(column) < 1 || Number(column) > 24) {
    throw new InputError("There is no such well", { found: well, allowed: "A01 to P24" });
  }
  return `r${String(row.charCodeAt(0) - 64).padStart(2, "0")}c${column}f`;
}

async function listBucket(
  bucket: string,
  prefix: string,
  options: ListingOptions,
): Promise<ListingPage["objects"]> {
  const { signal } = options;
  const stop = signal === undefined ? {} : { signal };
  const objects: ListingPage["objects"] = [];
  for (let token: string | undefined = "";;) {
    const query = new URLSearchParams({ "list-type": "2", prefix });
    if (token !== "") query.set("continuation-token", token);
    const url = `${bucket}?${query}`;
    const page: ListingPage = await retry(async () => {
      const answer = await request(url, stop);
      const decoder = new TextDecoder();
      let xml = "";
      for await (const chunk of answer.body) xml += decoder.decode(chunk, { stream: true });
      return parseListingPage(xml + decoder.decode(), url);
    }, { ...options.retry, ...stop });
    objects.push(...page.objects);
    token = page.next;
    if (token === undefined) return objects;
  }
}

async function listMirror(
  mirror: string,
  bucket: string,
  prefix: string,
): Promise<ListingPage["objects"]> {
  const cut = prefix.lastIndexOf("/") + 1;
  const folder = mirrorPath(mirror, `${bucket}${prefix.slice(0, cut)}`);
  const objects: ListingPage["objects"] = [];
  try {
    for await (const { name, isFile } of Deno.readDir(folder)) {
      if (!isFile || !name.startsWith(prefix.slice(cut))) continue;
      const { size } = await Deno.stat(`${folder}${name}`);
      objects.push({ key: prefix.slice(0, cut) + name, bytes: size });
    }
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) throw cause;
    throw new InputError("The mirror does not have this folder", { file: folder, cause });
  }
  return objects.sort((a, b) => a.key < b.key ? -1 : 1);
}

function element(xml: string, name: string): string | undefined {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return text?.replace(/&(lt|gt|quot|apos|amp|#\d+|#x[0-9a-f]+);/gi, (_, code: string) => {
    if (code.startsWith("#x")) return String.fromCodePoint(parseInt(code.slice(2), 16));
    if (code.startsWith("#")) return String.fromCodePoint(Number(code.slice(1)));
    return { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" }[code] ?? "";
  });
}

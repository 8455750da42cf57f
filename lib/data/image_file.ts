import { InputError } from "../core/errors.ts";
import { exists } from "../core/files.ts";
import { readZipDirectory, type ZipEntry } from "./fetch/zip.ts";
import { readZipMember } from "./fetch/zip_member.ts";
import { fileState } from "./file_state.ts";

/** Where an image lies: a file, a file in an archive, a page of either. */
export interface ImagePlace {
  /** Path of the file, or of the archive. */
  path: string;
  /** Path of the file in the archive, `/` between folders. */
  member?: string;
  /** 0-based page of a TIFF. */
  page?: number;
}

/**
 * Takes the place of an image apart, as indexes write it: `field.tif`, `stack.tif#2` for page 2 of a
 * TIFF (the first is 0), `plate.zip!/Week1_22123/field.tif` for a file in a zip archive.
 *
 * @example
 * ```ts
 * import { parseImagePlace } from "./image_file.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(parseImagePlace("/d/p.zip!/a/b.tif#1"), { path: "/d/p.zip", member: "a/b.tif", page: 1 });
 * ```
 */
export function parseImagePlace(place: string): ImagePlace {
  const [, file = place, page] = /^(.*\.(?:tiff?|stk|png))#(\d+)$/i.exec(place) ?? [];
  const [, archive, member] = /^(.*?\.zip)!\/(.+)$/i.exec(file) ?? [];
  return {
    path: archive ?? file,
    ...(member === undefined ? {} : { member }),
    ...(page === undefined ? {} : { page: Number(page) }),
  };
}

/**
 * The bytes of an image file, also from within a zip archive, of which only its directory and the one
 * file are read.
 *
 * @param place Where, from `parseImagePlace`.
 * @throws {InputError} for a file or archive that is not there or damaged, or an archive without that file.
 *
 * @example
 * ```ts
 * import { zipSync } from "fflate";
 * import { readImageFile } from "./image_file.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const path = await Deno.makeTempFile({ suffix: ".zip" });
 * await Deno.writeFile(path, zipSync({ "a/b.tif": new Uint8Array([7]) }));
 * assertEquals(await readImageFile({ path, member: "a/b.tif" }), new Uint8Array([7]));
 * await Deno.remove(path);
 * ```
 */
export async function readImageFile({ path, member }: ImagePlace): Promise<Uint8Array> {
  try {
    if (member === undefined) return await Deno.readFile(path);
    const entry = (await entriesOf(path)).get(member);
    if (entry === undefined) {
      throw new InputError("An archive does not hold the image that is asked for", {
        file: path,
        found: member,
        allowed: `one of its ${(await entriesOf(path)).size} files`,
      });
    }
    using file = await Deno.open(path);
    return await readZipMember(file, entry, path);
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    const found = cause instanceof Deno.errors.NotFound ? "no such file" : String(cause);
    throw new InputError("Cannot read an image", { file: path, found, cause });
  }
}

/**
 * Whether an image is there; for one in an archive its directory is asked.
 *
 * @example
 * ```ts
 * import { imageExists } from "./image_file.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await imageExists("/no/such.zip!/a.tif"), false);
 * ```
 */
export async function imageExists(place: string): Promise<boolean> {
  const { path, member } = parseImagePlace(place);
  if (!await exists(path)) return false;
  return member === undefined || (await entriesOf(path)).has(member);
}

/** Directories of the archives read last: a plate's 720 images ask for the same one. */
const directories = new Map<string, { state?: string; entries: Promise<Map<string, ZipEntry>> }>();
const mostDirectories = 64;

async function entriesOf(path: string): Promise<Map<string, ZipEntry>> {
  const state = await fileState(path);
  const known = directories.get(path);
  directories.delete(path);
  const entries = known !== undefined && known.state === state ? known.entries : readEntries(path);
  directories.set(path, { state, entries });
  entries.catch(() => directories.delete(path));
  for (const oldest of directories.keys()) {
    if (directories.size <= mostDirectories) break;
    directories.delete(oldest);
  }
  return await entries;
}

async function readEntries(path: string): Promise<Map<string, ZipEntry>> {
  using file = await Deno.open(path);
  return new Map((await readZipDirectory(file, path)).map((entry) => [entry.name, entry]));
}

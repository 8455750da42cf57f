import { fileURLToPath } from "node:url";
import { InputError } from "./errors.ts";

/**
 * Writes a file so that it is either there whole or not at all.
 *
 * The bytes go to a neighbour named `….partial`, which is renamed at the end; a killed run leaves
 * at most such a neighbour, never half a file under its final name. Missing folders are made.
 *
 * @param path Where the file shall be.
 * @param content Bytes, text, or a function that writes to the temporary path it is given.
 * @throws {InputError} naming the file and what stands in the way, after the partial file is removed; what
 * else the function throws.
 *
 * @example
 * ```ts
 * import { writeAtomic } from "./files.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * await writeAtomic(`${folder}/new/hello.txt`, "hello");
 * assertEquals(await Deno.readTextFile(`${folder}/new/hello.txt`), "hello");
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function writeAtomic(
  path: string,
  content: Uint8Array | string | ((temporary: string) => Promise<void>),
): Promise<void> {
  const folder = path.replace(/[^/\\]*$/, "");
  const temporary = `${path}.${crypto.randomUUID()}.partial`;
  try {
    await writing(path, async () => {
      await makeMissing(folder);
      if (typeof content === "function") await content(temporary);
      else if (typeof content === "string") await Deno.writeTextFile(temporary, content);
      else await Deno.writeFile(temporary, content);
      await Deno.rename(temporary, path);
    });
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw error;
  }
}

/**
 * Makes a folder, and those above it, where they are missing.
 *
 * @param path The folder; of an empty one nothing is made.
 * @throws {InputError} naming the folder and what stands in the way.
 *
 * @example
 * ```ts
 * import { makeFolder } from "./files.ts";
 * import { assertRejects } from "@std/assert";
 *
 * const file = await Deno.makeTempFile();
 * await assertRejects(() => makeFolder(`${file}/below`), Error, 'found "a file"');
 * await Deno.remove(file);
 * ```
 */
export async function makeFolder(path: string): Promise<void> {
  await writing(path, () => makeMissing(path), "a folder");
}

/**
 * Deno refuses to make a folder that is there where a program that it may run lies below it: an output
 * beside the project could not be written.
 */
async function makeMissing(folder: string): Promise<void> {
  if (folder === "") return;
  const state = await Deno.stat(folder).catch(() => undefined);
  if (state?.isDirectory !== true) await Deno.mkdir(folder, { recursive: true });
}

/**
 * Does something that writes a file; what the system says against it becomes an error for people.
 *
 * @param path Where the file, or folder, shall be.
 * @param work Writes it.
 * @param what What shall be there; defaults to *a file*.
 * @throws {InputError} for an error of the system, naming what stands in the way; what else `work` throws.
 *
 * @example
 * ```ts
 * import { writing } from "./files.ts";
 * import { assertRejects } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * const write = () => writing(folder, () => Deno.writeTextFile(folder, "text"));
 * await assertRejects(write, Error, 'found "a folder", allowed: a file');
 * await Deno.remove(folder);
 * ```
 */
export async function writing<Result>(
  path: string,
  work: () => Promise<Result>,
  what: "a file" | "a folder" = "a file",
): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    // Errors of the system have a code; Node's libraries have codes of their own, which are no such word.
    const { code } = cause as { code?: unknown };
    if (!(cause instanceof Error) || typeof code !== "string" || !/^E[A-Z]+$/.test(code)) {
      throw cause;
    }
    const attempted = `Cannot ${what === "a file" ? "write" : "make"} ${what}`;
    throw new InputError(attempted, { ...await inTheWay(path, what, cause), cause });
  }
}

/** Systems say "not a directory" without saying which, and differ in their words. */
async function inTheWay(path: string, what: string, cause: Error & { code?: string }) {
  const kind = async (place: string) => {
    const state = await Deno.stat(place).catch(() => undefined);
    return state === undefined ? undefined : state.isDirectory ? "a folder" : "a file";
  };
  const own = await kind(path);
  if (own !== undefined && own !== what) return { file: path, found: own, allowed: what };
  for (const { index } of path.matchAll(/(?<=[^/\\:])[/\\]/g)) {
    const above = path.slice(0, index);
    if (await kind(above) === "a file") {
      return { file: above, found: "a file", allowed: `a folder, as ${path} needs` };
    }
  }
  const [found, allowed] = words[cause.code ?? ""] ?? [cause.message];
  return { file: path, found, ...(allowed === undefined ? {} : { allowed }) };
}

const forbidden = ["no permission to write there", "a place that you may write to"] as const;

/** What the system may say against writing, and what would be right. */
const words: Record<string, readonly [found: string, allowed: string]> = {
  EACCES: forbidden,
  EPERM: forbidden,
  EROFS: ["a disk that can only be read", "a place that can be written to"],
  ENOENT: ["a place where nothing can be made", "a folder that is there, or can be made"],
  EISDIR: ["a folder", "a file"],
  ENOSPC: ["a full disk", "room for the file"],
  EDQUOT: ["no room left for this user", "room for the file"],
  ENAMETOOLONG: ["a name that is too long for the disk", "a shorter one"],
};

/**
 * Whether a file or folder is there.
 *
 * @example
 * ```ts
 * import { exists, projectRoot } from "./files.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await exists(`${projectRoot}deno.json`), true);
 * assertEquals(await exists(`${projectRoot}no such file`), false);
 * ```
 */
export async function exists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    if (error instanceof Deno.errors.NotADirectory) return false;
    throw error;
  }
}

/** The folder that holds `deno.json`: the root of the project, for paths to shipped files. */
export const projectRoot: string = fileURLToPath(new URL("../../", import.meta.url));

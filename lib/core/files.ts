import { fileURLToPath } from "node:url";

/**
 * Writes a file so that it is either there whole or not at all.
 *
 * The bytes go to a neighbour named `….partial`, which is renamed at the end; a killed run leaves
 * at most such a neighbour, never half a file under its final name. Missing folders are made.
 *
 * @param path Where the file shall be.
 * @param content Bytes, text, or a function that writes to the temporary path it is given.
 * @throws {Deno.errors.NotFound | Error} whatever the file system says, after the partial file is removed.
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
  if (folder !== "") await Deno.mkdir(folder, { recursive: true });
  const temporary = `${path}.${crypto.randomUUID()}.partial`;
  try {
    if (typeof content === "function") await content(temporary);
    else if (typeof content === "string") await Deno.writeTextFile(temporary, content);
    else await Deno.writeFile(temporary, content);
    await Deno.rename(temporary, path);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw error;
  }
}

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

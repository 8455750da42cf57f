import { InputError } from "../core/errors.ts";

/**
 * Paths of the image files (TIFF, PNG) below a folder, sorted, `/` between folders.
 *
 * Hidden files and folders are not looked at.
 *
 * @param folder The folder.
 * @throws {InputError} if there is no such folder, or no image in it.
 *
 * @example
 * ```ts
 * import { listImages } from "./list_images.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * await Deno.mkdir(`${folder}/P1`);
 * await Deno.writeTextFile(`${folder}/P1/B02_s1_w1.tif`, "");
 * await Deno.writeTextFile(`${folder}/notes.txt`, "");
 * assertEquals(await listImages(folder), ["P1/B02_s1_w1.tif"]);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function listImages(folder: string): Promise<string[]> {
  const found: string[] = [];
  const walk = async (below: string) => {
    for await (const entry of Deno.readDir(`${folder}/${below}`)) {
      if (entry.name.startsWith(".")) continue;
      const path = `${below}${entry.name}`;
      const info = entry.isSymlink ? await Deno.stat(`${folder}/${path}`) : entry;
      if (info.isDirectory) await walk(`${path}/`);
      else if (/\.(tiff?|png)$/i.test(entry.name)) found.push(path);
    }
  };
  try {
    await walk("");
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound || cause instanceof Deno.errors.NotADirectory)) {
      throw cause;
    }
    throw new InputError("Cannot look for images: there is no such folder", {
      file: folder,
      cause,
    });
  }
  if (found.length > 0) return found.sort();
  throw new InputError("There is no image in the folder", {
    file: folder,
    allowed: ".tif, .tiff and .png",
  });
}

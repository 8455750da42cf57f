import { InputError } from "../core/errors.ts";
import { noteCount } from "./note_count.ts";
import { isUnreadImage, unreadNotes } from "./unread_images.ts";

/** Image files of a folder: paths below it, sorted, `/` between folders. */
export interface ListedImages {
  /** Those of formats that are read: TIFF, PNG. */
  images: string[];
  /** Those of other formats. */
  unread: string[];
}

/**
 * Paths of the image files (TIFF, PNG) below a folder, and of those in formats that are not read.
 *
 * Hidden files and folders are not looked at, nor is what an unread format keeps in a folder of its own.
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
 * assertEquals((await listImages(folder)).images, ["P1/B02_s1_w1.tif"]);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function listImages(folder: string): Promise<ListedImages> {
  const images: string[] = [], unread: string[] = [];
  const walk = async (below: string) => {
    for await (const entry of Deno.readDir(`${folder}/${below}`)) {
      if (entry.name.startsWith(".")) continue;
      const path = `${below}${entry.name}`;
      const info = entry.isSymlink ? await Deno.stat(`${folder}/${path}`) : entry;
      if (isUnreadImage(entry.name)) unread.push(path);
      else if (info.isDirectory) await walk(`${path}/`);
      else if (/\.(tiff?|stk|png)$/i.test(entry.name)) images.push(path);
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
  if (images.length > 0) return { images: images.sort(), unread: unread.sort() };
  const others = unreadNotes(unread).map(noteCount);
  throw new InputError("There is no image in the folder", {
    file: folder,
    ...others.length === 0 ? {} : { found: others.join("; ") },
    allowed: ".tif, .tiff, .stk and .png",
  });
}

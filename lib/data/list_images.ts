import { InputError } from "../core/errors.ts";
import { noteCount } from "./note_count.ts";
import { ownOutput } from "./own_output.ts";
import { isUnreadImage, unreadNotes } from "./unread_images.ts";

/** Image files of a folder: paths below it, sorted, `/` between folders. */
export interface ListedImages {
  /** Those of formats that are read: TIFF, PNG. */
  images: string[];
  /** Those of other formats. */
  unread: string[];
  /** Those that commands of this project wrote, by what they are: labels, figures; see `ownOutput`. */
  own: { what: string; which: string[] }[];
}

/**
 * Paths of the image files (TIFF, PNG) below a folder, of those in formats that are not read, and of what commands
 * of this project wrote there, such as labels.
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
  const images: string[] = [], unread: string[] = [], own = new Map<string, string[]>();
  const listOf = (what: string | undefined) => {
    if (what === undefined) return images;
    const listed = own.get(what) ?? [];
    own.set(what, listed);
    return listed;
  };
  const walk = async (below: string, owner?: string) => {
    const entries = await Array.fromAsync(Deno.readDir(`${folder}/${below}`));
    const names = new Set(entries.map(({ name }) => name));
    for (const entry of entries) {
      if (entry.name.startsWith(".")) continue;
      const path = `${below}${entry.name}`, what = owner ?? ownOutput(entry.name, names);
      const info = entry.isSymlink ? await Deno.stat(`${folder}/${path}`) : entry;
      if (isUnreadImage(entry.name)) unread.push(path);
      else if (info.isDirectory) await walk(`${path}/`, what);
      else if (!/\.(tiff?|stk|png)$/i.test(entry.name)) continue;
      else listOf(what).push(path);
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
  const ours = [...own].map(([what, which]) => ({ what, which: which.sort() }));
  if (images.length > 0) return { images: images.sort(), unread: unread.sort(), own: ours };
  const others = [...unreadNotes(unread), ...ours].map(noteCount);
  throw new InputError("There is no image in the folder", {
    file: folder,
    ...others.length === 0 ? {} : { found: others.join("; ") },
    allowed: ".tif, .tiff, .stk and .png",
  });
}

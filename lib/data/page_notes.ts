import { InputError } from "../core/errors.ts";
import { channelPage } from "../image/channel_page.ts";
import { omeOf } from "../image/ome.ts";
import type { Directory } from "../image/tiff/directory.ts";
import { wholePages } from "../image/tiff/only_page.ts";
import { parseImagePlace } from "./image_file.ts";
import { type ImageTold, imageTold } from "./image_told.ts";
import type { FieldIndex } from "./index_file.ts";
import { lookAtPages } from "./tiff_pages.ts";

/** Files of an index whose pages are not all read, by what is the matter with them. */
export interface PageNotes {
  /** Files of which no page is named although they hold several, by channel and number of pages. */
  unnamed: { channel: string; pages: number; files: string[] }[];
  /** Pages that are named, but are not there, as `stack.tif#5`. */
  missing: string[];
  /** Pages that no channel names, in files of which others are read. */
  unread: string[];
  /** What each file says of itself, by its path; those that are no whole TIFF are not in it. */
  told: Map<string, ImageTold>;
}

/** A channel of a file, and the page that the index names. */
interface Use {
  channel: string;
  page: number | undefined;
}

/**
 * Which pages of its files an index does not say how to read, and what the files say of themselves. Only directories of TIFFs are looked at; what is
 * damaged, or no TIFF, is left to the step that reads it.
 *
 * @param index Fields whose images are files, and in no archive.
 * @param options Called after each file; what stops the work.
 *
 * @example
 * ```ts
 * import { encodeTiff } from "../image/tiff.ts";
 * import { pageNotes } from "./page_notes.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const file = await Deno.makeTempFile({ suffix: ".tif" });
 * await Deno.writeFile(file, await encodeTiff({ width: 1, height: 1, data: new Uint16Array([9]) }));
 * const field = { plate: "P1", well: "B02", site: 1, pixelSize: NaN, metadata: {} };
 * const fields = [{ ...field, files: { DAPI: `${file}#2` } }];
 * const { missing } = await pageNotes({ channels: ["DAPI"], fields });
 * assertEquals(missing, [`${file}#2`]);
 * await Deno.remove(file);
 * ```
 */
export async function pageNotes(
  { fields }: FieldIndex,
  { onDone, signal }: { onDone?: (done: number, total: number) => void; signal?: AbortSignal } = {},
): Promise<PageNotes> {
  const uses = new Map<string, Use[]>();
  for (const { files } of fields) {
    for (const [channel, place] of Object.entries(files)) {
      const { path, page } = parseImagePlace(place);
      uses.set(path, [...uses.get(path) ?? [], { channel, page }]);
    }
  }
  const notes: PageNotes = { unnamed: [], missing: [], unread: [], told: new Map() };
  const alike = new Map<string, ImageTold>();
  let done = 0;
  for (const [file, used] of uses) {
    signal?.throwIfAborted();
    const told = await lookAtPages(file, (pages) => note(notes, file, used, pages));
    if (told !== undefined) notes.told.set(file, once(told, alike));
    onDone?.(++done, uses.size);
  }
  return notes;
}

function note(notes: PageNotes, file: string, used: Use[], pages: Directory[]): ImageTold {
  const ome = omeOf(pages, { file }), read = new Set<number>();
  for (const { channel, page } of used) {
    if (page !== undefined && page >= pages.length) notes.missing.push(`${file}#${page}`);
    else if (page !== undefined) read.add(page);
    else {
      const found = orNone(() => channelPage(pages, ome, channel));
      if (found !== undefined) read.add(found);
      else addUnnamed(notes.unnamed, { channel, pages: pages.length }, file);
    }
  }
  const others = wholePages(pages).filter((page) => read.size > 0 && !read.has(page));
  notes.unread.push(...others.map((page) => `${file}#${page}`));
  return imageTold(pages, ome);
}

/** Of files that say the same one is kept, as a screen has millions. */
function once(told: ImageTold, alike: Map<string, ImageTold>): ImageTold {
  const key = JSON.stringify([told.pages, told.pixelSize, ...told.channels]);
  const before = alike.get(key) ?? told;
  alike.set(key, before);
  return before;
}

function orNone(find: () => number): number | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

function addUnnamed(
  unnamed: PageNotes["unnamed"],
  { channel, pages }: { channel: string; pages: number },
  file: string,
): void {
  const alike = unnamed.find((one) => one.channel === channel && one.pages === pages);
  if (alike === undefined) unnamed.push({ channel, pages, files: [file] });
  else alike.files.push(file);
}

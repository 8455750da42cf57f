import { relative } from "node:path";
import type { PageNotes } from "../../data/page_notes.ts";

/**
 * What pages an index does not read, as notes; paths as they lie below the folder of images.
 *
 * @param notes From `pageNotes`.
 * @param root Folder of the images.
 * @param channels What the names of files, or numbers of pages, are called; defaults to as they are.
 *
 * @example
 * ```ts
 * import { sayPages } from "./say_pages.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const notes = { unnamed: [], missing: [], unread: ["/d/P1/B02.tif#1"], told: new Map() };
 * const [, unread] = sayPages(notes, "/d");
 * assertEquals(unread, { what: "pages that no channel is read from", which: ["P1/B02.tif#1"] });
 * ```
 */
export function sayPages(
  { unnamed, missing, unread, told }: PageNotes,
  root: string,
  channels: ReadonlyMap<string, string> = new Map(),
): { what: string; which: string[] }[] {
  const below = (files: readonly string[]) => files.map((file) => relative(root, file));
  const several = unnamed.map(({ channel, pages, files }) => {
    const [from] = [...channels].find(([, name]) => name === channel) ?? [channel];
    const named = [...told.get(files[0]!)?.channels ?? []];
    const pairs = (named.length > 0 ? named : [["0", "NAME"], ["1", "NAME"]])
      .map(([page, name]) => `${from}#${page}=${name}`);
    const what =
      `files of ${pages} pages, which no step reads until it is said which page is meant, ` +
      `for example --channels ${pairs.join(",")}`;
    return { what, which: below(files) };
  });
  return [
    ...several,
    {
      what: "pages that --channels names and files do not have, their fields left out",
      which: below(missing),
    },
    { what: "pages that no channel is read from", which: below(unread) },
  ];
}

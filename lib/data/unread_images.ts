import { extname } from "node:path";

/** Endings of formats that lose grey values where they pack them. */
const lossy = "jpg jpeg jpe jfif jp2 j2k gif webp avif heic";

/** Endings of microscopes' own files, and of others that hold grey values but are not read. */
const whole =
  "bmp jxr jxl czi zvi lsm nd2 lif lof xlef oir oib oif vsi flex c01 dib ims dv r3d sld " +
  "sldy sldx svs scn ndpi mrxs ids ics zarr";

const kinds = new Map([
  ...lossy.split(" ").map((ending) => [ending, "lossy"] as const),
  ...whole.split(" ").map((ending) => [ending, "whole"] as const),
]);

/**
 * Whether a file holds an image of a format that is not read, by its ending: JPEG, or a microscope's own.
 *
 * @param name Name of a file, or of a folder such as `plate.zarr`.
 *
 * @example
 * ```ts
 * import { isUnreadImage } from "./unread_images.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(["a.JPG", "a.nd2", "a.tif", "notes.txt"].map(isUnreadImage), [true, true, false, false]);
 * ```
 */
export function isUnreadImage(name: string): boolean {
  return kinds.has(endingOf(name));
}

/**
 * What an index should say of images that are not read: which formats are, and what to do.
 *
 * @param paths Paths of such files.
 * @returns One note for formats that hold what was measured and can be converted, one for those that do not;
 * none where there are none.
 *
 * @example
 * ```ts
 * import { unreadNotes } from "./unread_images.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [note] = unreadNotes(["B02.czi", "B03.czi"]);
 * assertEquals(note!.which, ["B02.czi", "B03.czi"]);
 * ```
 */
export function unreadNotes(paths: readonly string[]): { what: string; which: string[] }[] {
  return [
    {
      kind: "whole",
      hint: "TIFF and PNG are; Bio-Formats converts them: bfconvert IN OUT.ome.tif",
    },
    {
      kind: "lossy",
      hint:
        "such files are no longer what was measured; take the TIFF or PNG that they were made from",
    },
  ].flatMap(({ kind, hint }) => {
    const which = paths.filter((path) => kinds.get(endingOf(path)) === kind);
    const endings = [...new Set(which.map((path) => `.${endingOf(path)}`))].sort();
    if (which.length === 0) return [];
    return [{ what: `images not read, of format ${endings.join(", ")} (${hint})`, which }];
  });
}

function endingOf(name: string): string {
  return extname(name).slice(1).toLowerCase();
}

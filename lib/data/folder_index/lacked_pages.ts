import { InputError } from "../../core/errors.ts";
import { parseImagePlace } from "../image_file.ts";
import type { ImageTold } from "../image_told.ts";
import type { FieldIndex, IndexedField } from "../index_file.ts";

/**
 * An index without the fields whose files do not have a page that it names, as a field that lacks the file of
 * a channel is not in it either.
 *
 * @param index The index.
 * @param told What files say of themselves, by their paths; others are left to the step that reads them.
 * @throws {InputError} where no field of a plate is left: then a wrong page is asked for. It names a file, its
 * pages, and what was asked.
 *
 * @example
 * ```ts
 * import { withoutLackedPages } from "./lacked_pages.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = { plate: "P1", well: "B02", pixelSize: NaN, metadata: {} };
 * const fields = ["a.tif#2", "b.tif#2"].map((DNA, i) => ({ ...field, site: i + 1, files: { DNA } }));
 * const told = (pages: number) => ({ pages, channels: new Map(), pixelSize: NaN });
 * const files = new Map([["a.tif", told(3)], ["b.tif", told(2)]]);
 * const { fields: left } = withoutLackedPages({ channels: ["DNA"], fields }, files);
 * assertEquals(left.map(({ site }) => site), [1]);
 * ```
 */
export function withoutLackedPages(
  { channels, fields }: FieldIndex,
  told: ReadonlyMap<string, ImageTold>,
): FieldIndex {
  const kept = fields.filter((field) => lackedBy(field, told).length === 0);
  const plates = new Set(kept.map(({ plate }) => plate));
  const bare = fields.find(({ plate }) => !plates.has(plate));
  if (bare === undefined) return { channels, fields: kept };
  const lacked = lackedBy(bare, told), { path, pages } = lacked[0]!;
  throw new InputError("The images do not have the pages that are asked for", {
    file: path,
    option: "--channels",
    found: lacked.map(({ channel, page }) => `${page}=${channel}`).join(", "),
    allowed: pages === 1 ? "0, its only page" : `0 to ${pages - 1}, its ${pages} pages`,
    hint: `No field of plate ${bare.plate} has all that is asked for`,
  });
}

function lackedBy(
  { files }: IndexedField,
  told: ReadonlyMap<string, ImageTold>,
): { channel: string; path: string; page: number; pages: number }[] {
  return Object.entries(files).flatMap(([channel, place]) => {
    const { path, page = 0 } = parseImagePlace(place);
    // A PNG holds one image.
    const pages = told.get(path)?.pages ?? (/\.png$/i.test(path) ? 1 : Infinity);
    return page < pages ? [] : [{ channel, path, page, pages }];
  });
}

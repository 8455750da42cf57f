import { InputError } from "../../core/errors.ts";
import { findChannel } from "../channel_name.ts";
import { type ImageTold, imageTold } from "../image_told.ts";
import { lookAtPages } from "../tiff_pages.ts";

/** A file, and what it says of itself. */
export interface ToldFile {
  /** Its path. */
  file: string;
  /** What it says. */
  told: ImageTold;
}

/**
 * What the first TIFF among files says of itself.
 *
 * @param files Their paths.
 * @returns undefined where none is a whole TIFF.
 *
 * @example
 * ```ts
 * import { firstTold } from "./told_channels.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await firstTold(["/no/such.tif"]), undefined);
 * ```
 */
export async function firstTold(files: Iterable<string>): Promise<ToldFile | undefined> {
  for (const file of files) {
    const told = await lookAtPages(file, (pages) => imageTold(pages));
    if (told !== undefined) return { file, told };
  }
  return undefined;
}

/**
 * Channels by number of the page, where names of files say none: all that a file names, or those that are
 * asked for by its names.
 *
 * @param told What the file says.
 * @param wanted Number or name of the page → what it is to be called; defaults to all, called as they are.
 * @returns `wanted` itself where no name of the file was needed.
 * @throws {InputError} for what is neither a number nor a name.
 *
 * @example
 * ```ts
 * import { toldChannels } from "./told_channels.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const told = { pages: 2, channels: new Map([["0", "DNA"], ["1", "Actin"]]), pixelSize: NaN };
 * assertEquals(toldChannels(told), told.channels);
 * assertEquals(toldChannels(told, new Map([["actin", "Phalloidin"]])), new Map([["1", "Phalloidin"]]));
 * ```
 */
export function toldChannels(
  { pages, channels }: ImageTold,
  wanted?: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> | undefined {
  if (channels.size === 0) return wanted;
  if (wanted === undefined) return channels;
  const names = [...channels.values()];
  // A wavelength, 488, is a name where there is no such page.
  const isPage = (asked: string) =>
    /^\d+$/.test(asked) && (Number(asked) < pages || !names.includes(asked));
  if ([...wanted.keys()].every(isPage)) return wanted;
  return new Map(
    [...wanted].map(([asked, name]) => {
      if (isPage(asked)) return [asked, name];
      const found = findChannel(names, asked);
      const page = [...channels].find(([, channel]) => channel === found)?.[0];
      if (found !== undefined && page !== undefined) return [page, name];
      throw new InputError("No image has such a channel", {
        option: "--channels",
        found: asked,
        allowed: `${names.join(", ")}, as the images name their pages; or numbers of pages from 0`,
      });
    }),
  );
}

/**
 * Throws where a file does not name its pages as the one that channels were taken from.
 *
 * @param first That file.
 * @param others What the others say, by their paths.
 * @throws {InputError} naming both files.
 *
 * @example
 * ```ts
 * import { refuseOtherChannels } from "./told_channels.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const told = (name: string) => ({ pages: 1, channels: new Map([["0", name]]), pixelSize: NaN });
 * const first = { file: "a.tif", told: told("DNA") };
 * const check = () => refuseOtherChannels(first, new Map([["b.tif", told("Actin")]]));
 * assertThrows(check, Error, "b.tif holds #0 Actin");
 * ```
 */
export function refuseOtherChannels(
  first: ToldFile,
  others: ReadonlyMap<string, ImageTold>,
): void {
  const said = ({ file, told: { channels } }: ToldFile) => {
    const pages = [...channels].map(([page, name]) => `#${page} ${name}`);
    return `${file} holds ${pages.join(", ") || "pages without names"}`;
  };
  const key = ({ channels }: ImageTold) => JSON.stringify([...channels]),
    expected = key(first.told);
  for (const [file, told] of others) {
    if (told === first.told || key(told) === expected) continue;
    throw new InputError("The images do not all hold the same channels", {
      found: [said(first), said({ file, told })],
      allowed: "the same names on the same pages in every file",
      hint:
        "Make an index of each kind, by --plates or of another folder, or name the channels by " +
        "number of the page: --channels 0=DNA,1=Actin",
    });
  }
}

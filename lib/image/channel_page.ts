import { InputError } from "../core/errors.ts";
import { type OmeImage, omePage } from "./ome.ts";
import type { DecodeOptions } from "./raw_image.ts";
import type { Directory } from "./tiff/directory.ts";
import { onlyPage } from "./tiff/only_page.ts";

/**
 * The page of a TIFF that holds a channel, where nobody named one: that of its name in an OME-TIFF of one
 * plane, else the only page that there is.
 *
 * @param pages All pages of the TIFF.
 * @param ome Its description, from `omeOf`; undefined where it has none.
 * @param channel Name of the channel.
 * @param options Name of the file.
 * @throws {InputError} for several pages of which nothing says which is meant, and for a channel that the
 * description does not have.
 *
 * @example
 * ```ts
 * import { channelPage } from "./channel_page.ts";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const page = { numbers: () => undefined, text: () => undefined };
 * const planes = { sizeZ: 1, sizeT: 1, pages: new Int32Array([1, 0]), spread: false };
 * const ome = { channels: ["DNA", "Actin"], pixelSize: NaN, ...planes };
 * assertEquals(channelPage([page, page], ome, "DNA"), 1);
 * assertThrows(() => channelPage([page, page], undefined, "DNA"), Error, "2 pages");
 * ```
 */
export function channelPage(
  pages: readonly Directory[],
  ome: OmeImage | undefined,
  channel: string,
  options: DecodeOptions = {},
): number {
  const { file } = options;
  // A file that holds one channel, or is one of a set that shares a description, is taken as it is.
  if (ome === undefined || ome.spread || ome.channels.length === 1) return onlyPage(pages, file);
  if (ome.sizeZ * ome.sizeT > 1) return onlyPage(pages, file);
  const number = ome.channels.indexOf(channel);
  if (number >= 0) return omePage(ome, number, options);
  throw new InputError("An OME-TIFF does not hold the channel that is asked for", {
    ...(file === undefined ? {} : { file }),
    found: channel,
    allowed: ome.channels.join(", "),
  });
}

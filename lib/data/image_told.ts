import { InputError } from "../core/errors.ts";
import { type OmeImage, omeOf, omePage } from "../image/ome.ts";
import type { Directory } from "../image/tiff/directory.ts";

/** What a TIFF says of itself, without its pixels. */
export interface ImageTold {
  /** How many pages it has. */
  pages: number;
  /** Number of a page, from 0, → the channel that it holds; empty where pages have no names. */
  channels: ReadonlyMap<string, string>;
  /** Side of a pixel, µm; NaN where it does not say. */
  pixelSize: number;
}

/**
 * What a TIFF says of itself: an OME-TIFF names its channels and says how large a pixel is. Of stacks these
 * are the pages of the first focal plane and point in time.
 *
 * Names that are none (`C1`, `C2`, … as they are counted where the file has none) do not count, nor does a
 * description that speaks of planes in other files.
 *
 * @param pages All pages of the TIFF.
 * @param ome Its description, from `omeOf`; defaults to what the pages say.
 *
 * @example
 * ```ts
 * import { imageTold } from "./image_told.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const page = { numbers: () => undefined, text: () => undefined };
 * const planes = { sizeZ: 1, sizeT: 1, pages: new Int32Array([1, 0]), spread: false };
 * const ome = { channels: ["DNA", "Actin"], pixelSize: 0.65, ...planes };
 * const { channels, pixelSize } = imageTold([page, page], ome);
 * assertEquals([...channels], [["1", "DNA"], ["0", "Actin"]]);
 * assertEquals(pixelSize, 0.65);
 * ```
 */
export function imageTold(
  pages: readonly Directory[],
  ome: OmeImage | undefined = omeOf(pages),
): ImageTold {
  const channels = ome === undefined ? [] : namedPages(ome);
  return { pages: pages.length, channels: new Map(channels), pixelSize: ome?.pixelSize ?? NaN };
}

function namedPages(ome: OmeImage): [page: string, channel: string][] {
  const isNamed = ome.channels.some((name, i) => name !== `C${i + 1}`);
  if (ome.spread || !isNamed) return [];
  try {
    return ome.channels.map((name, channel) => [`${omePage(ome, channel)}`, name]);
  } catch (error) {
    // A plane that is described but not held is no page; the step that reads the file says so.
    if (error instanceof InputError) return [];
    throw error;
  }
}

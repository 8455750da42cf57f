import { parseImagePlace } from "../../data/image_file.ts";
import type { ImageTold } from "../../data/image_told.ts";
import type { IndexedField } from "../../data/index_file.ts";
import { isOneSize } from "../../data/index_file/pixel_sizes.ts";
import { someNames } from "../../core/some_names.ts";

/** What the options of `c2s index` said. */
export interface SayToldOptions {
  /** Whether the channels are called as the images name their pages; defaults to false. */
  isTold?: boolean;
  /** Side of a pixel that was given, µm; defaults to none. */
  pixelSize?: number;
}

/**
 * Pages that are called as the image calls another one, such as DAPI where the image says Actin: numbers
 * that fit one file need not fit all.
 */
function otherNames(
  fields: readonly IndexedField[],
  told: ReadonlyMap<string, ImageTold>,
): string[] {
  const plain = (name: string) => name.trim().toLowerCase();
  const wrong: string[] = [];
  for (const { files } of fields) {
    for (const [channel, place] of Object.entries(files)) {
      const { path, page } = parseImagePlace(place), names = told.get(path)?.channels;
      const own = names?.get(String(page ?? 0));
      if (own === undefined || plain(own) === plain(channel)) continue;
      const isTaken = [...names!.values()].some((name) => plain(name) === plain(channel)) ||
        Object.keys(files).some((name) => plain(name) === plain(own));
      if (isTaken) wrong.push(`${channel} is ${own} in ${place}`);
    }
  }
  return wrong.length === 0
    ? []
    : [`--channels calls pages otherwise than the images do: ${someNames(wrong)}`];
}

/**
 * What was taken from the images themselves, in sentences, and what they do not say or say otherwise.
 *
 * @param fields Fields of the index, as they are written.
 * @param told What files say of themselves, by their paths.
 * @param options What was given.
 *
 * @example
 * ```ts
 * import { sayTold } from "./say_told.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = { plate: "P1", well: "B02", site: 1, pixelSize: 0.65, metadata: {} };
 * const told = new Map([["a.tif", { pages: 1, channels: new Map(), pixelSize: 0.65 }]]);
 * const said = sayTold([{ ...field, files: { DNA: "a.tif#0" } }], told);
 * assertEquals(said, { told: ["The images say the size of their pixels: 0.65 µm"], warnings: [] });
 * ```
 */
export function sayTold(
  fields: readonly IndexedField[],
  told: ReadonlyMap<string, ImageTold>,
  { isTold = false, pixelSize }: SayToldOptions = {},
): { told: string[]; warnings: string[] } {
  const sizes: number[] = [];
  for (const place of fields.flatMap(({ files }) => Object.values(files))) {
    const size = told.get(parseImagePlace(place).path)?.pixelSize ?? NaN;
    if (size > 0 && !sizes.some((known) => isOneSize(known, size))) sizes.push(size);
  }
  const said = someNames(sizes.map((size) => `${size} µm`));
  const isOther = pixelSize !== undefined && sizes.some((size) => !isOneSize(size, pixelSize));
  const unsized = fields.filter(({ pixelSize }) => isNaN(pixelSize));
  const plates = [...new Set(unsized.map(({ plate }) => plate))];
  const which = unsized.length === fields.length ? "" : ` for ${someNames(plates)}`;
  return {
    told: [
      ...isTold ? ["Channels are taken from the names that the images give their pages"] : [],
      ...pixelSize === undefined && sizes.length > 0
        ? [`The images say the size of their pixels: ${said}`]
        : [],
    ],
    warnings: [
      ...otherNames(fields, told),
      ...isOther
        ? [`The images say that their pixels are of ${said}; the index has ${pixelSize} µm`]
        : [],
      ...unsized.length === 0 ? [] : [
        `No pixel size is given${which}, and no OME-TIFF says one: scale bars and lengths in µm ` +
        "are missing; give --pixel-size",
      ],
    ],
  };
}

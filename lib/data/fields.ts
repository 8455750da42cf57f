import { InputError } from "../core/errors.ts";
import { checkField, type Field, type Where } from "../image/field.ts";
import { subtractBackground } from "../image/background.ts";
import { correctIllumination } from "../image/correct.ts";
import { channelPage } from "../image/channel_page.ts";
import { decodeImage } from "../image/decode.ts";
import { omeOf } from "../image/ome.ts";
import type { GreyImage } from "../image/tiff.ts";
import { readDirectories, startsLikeTiff } from "../image/tiff/directory.ts";
import { keptIllumination } from "./illumination_files.ts";
import { parseImagePlace, readImageFile } from "./image_file.ts";
import type { IndexedField } from "./index_file.ts";

/** How one field is read. */
export interface ReadFieldOptions {
  /** Channels to read, in this order; defaults to all of the index. */
  channels?: readonly string[];
  /** Side of a pixel, µm, where the index does not say; defaults to what an OME-TIFF says, or NaN. */
  pixelSize?: number;
  /** Folder of light by `writeIllumination` that the channels are corrected by; defaults to none. */
  illumination?: string;
  /** Radius of the disk by which the background is then subtracted, px; defaults to leaving it. */
  background?: number;
}

/** How many fields are read. */
export interface ReadFieldsOptions extends ReadFieldOptions {
  /** Fields that are read at the same time, and so held in memory; defaults to 4. */
  ahead?: number;
  /** Called for each field that cannot be read, which is then left out; defaults to an error. */
  onBad?: (error: InputError, field: IndexedField) => void;
  /** Stops the reading. */
  signal?: AbortSignal;
}

/**
 * Reads one field of an index from its image files.
 *
 * @param field Row of an index.
 * @param options Channels, pixel size, correction of the light and of the background.
 * @returns The field, 16-bit values as in the files (8-bit files are promoted, see `decodeImage`).
 * @throws {InputError} naming the file, if it is missing or no grey TIFF or PNG, or has several pages of
 * which none is named, if channels differ in size, or if the index or an OME-TIFF has no such channel.
 *
 * @example
 * ```ts
 * import { readField } from "./fields.ts";
 * import { encodeTiff } from "../image/tiff.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const file = await Deno.makeTempFile({ suffix: ".tif" });
 * const image = { width: 2, height: 1, data: new Uint16Array([7, 8]) };
 * await Deno.writeFile(file, await encodeTiff(image));
 * const row = { plate: "P1", well: "A01", site: 1, pixelSize: 0.65, metadata: {} };
 * const field = await readField({ ...row, files: { DAPI: file } });
 * assertEquals(field.channels[0]?.data[1], 8);
 * await Deno.remove(file);
 * ```
 */
export async function readField(
  field: IndexedField,
  options: ReadFieldOptions = {},
): Promise<Field> {
  const { channels = Object.keys(field.files), pixelSize = NaN, illumination, background } =
    options;
  const { plate, well, site } = field;
  // One file may hold several channels; it is read once.
  const opened = new Map<string, Promise<Uint8Array>>();
  const images = await Promise.all(channels.map((name) => readImage(field, name, opened)));
  const [first] = images;
  images.forEach((image, i) => {
    if (image.width !== first?.width || image.height !== first.height) {
      throw new InputError(`Cannot read plate ${plate}, well ${well}, site ${site}`, {
        file: field.files[channels[i] as string] as string,
        found: `${image.width} × ${image.height} pixels`,
        allowed: `${first?.width} × ${first?.height}, as channel ${channels[0]} has`,
      });
    }
  });
  const corrected = await Promise.all(images.map(async (image, i) => {
    const name = channels[i] as string;
    const data = illumination === undefined
      ? image.data
      : await evenLight(image, field, name, illumination);
    if (background === undefined) return { name, data };
    return { name, data: subtractBackground({ ...image, data }, { radius: background }).data };
  }));
  return checkField({
    width: first?.width ?? 0,
    height: first?.height ?? 0,
    channels: corrected,
    pixelSize: [field.pixelSize, pixelSize, first?.pixelSize].find((size) => size! > 0) ?? NaN,
    where: { plate, well, site },
  });
}

async function evenLight(
  image: GreyImage,
  row: IndexedField,
  channel: string,
  folder: string,
): Promise<Uint16Array> {
  const light = await keptIllumination(folder, row.plate, channel);
  return withImage([row], row, channel, () => correctIllumination(image, light));
}

async function readImage(
  { plate, well, site, files }: IndexedField,
  channel: string,
  opened: Map<string, Promise<Uint8Array>>,
): Promise<GreyImage & { pixelSize: number }> {
  const attempted = `Cannot read plate ${plate}, well ${well}, site ${site}, channel ${channel}`;
  const file = files[channel];
  if (file === undefined) {
    throw new InputError(attempted, {
      found: "no such channel in the index",
      allowed: Object.keys(files).join(", "),
    });
  }
  const place = parseImagePlace(file);
  const name = file.replace(/#\d+$/, "");
  const reading = opened.get(name) ?? readImageFile(place);
  opened.set(name, reading);
  let bytes: Uint8Array;
  try {
    bytes = await reading;
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    const { found = cause.message } = cause.problem;
    throw new InputError(attempted, { file, found, cause });
  }
  if (!startsLikeTiff(bytes)) {
    return { ...decodeImage(bytes, { ...place, file }), pixelSize: NaN };
  }
  const { pages } = readDirectories(bytes, file), ome = omeOf(pages, { file });
  const page = place.page ?? channelPage(pages, ome, channel, { file });
  return { ...decodeImage(bytes, { page, file }), pixelSize: ome?.pixelSize ?? NaN };
}

/**
 * Reads many fields one after another in the order of the index, a few ahead of their use, so that
 * memory holds `ahead` fields however large the screen is.
 *
 * @param rows Rows of an index.
 * @param options Channels, how many ahead, what to do with a bad field.
 * @returns The fields, as they are ready.
 * @throws {InputError} for the first field that cannot be read, unless `onBad` is given.
 *
 * @example
 * ```ts
 * import { readFields } from "./fields.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const read = [];
 * for await (const field of readFields([])) read.push(field);
 * assertEquals(read, []);
 * ```
 */
export async function* readFields(
  rows: readonly IndexedField[],
  { ahead = 4, onBad, signal, ...options }: ReadFieldsOptions = {},
): AsyncGenerator<Field, void, void> {
  const waiting: { row: IndexedField; field: Promise<Field> }[] = [];
  let next = 0;
  const fill = () => {
    while (waiting.length < Math.max(1, ahead) && next < rows.length) {
      const row = rows[next++] as IndexedField;
      const field = readField(row, options);
      // A later field may fail while an earlier one is in use: its error waits for its turn.
      field.catch(() => {});
      waiting.push({ row, field });
    }
  };
  for (fill(); waiting.length > 0; fill()) {
    signal?.throwIfAborted();
    const { row, field } = waiting.shift() as (typeof waiting)[number];
    try {
      yield await field;
    } catch (error) {
      if (onBad === undefined || !(error instanceof InputError)) throw error;
      onBad(error, row);
    }
  }
}

/**
 * Does something with one image of a field; an error about the image then names its file.
 *
 * @param rows Rows of the index that the field is of.
 * @param where The field.
 * @param channel The image's channel.
 * @param work What is done.
 * @throws {InputError} that `work` throws, with the file.
 *
 * @example
 * ```ts
 * import { withImage } from "./fields.ts";
 * import { InputError } from "../core/errors.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const where = { plate: "P1", well: "A01", site: 1 };
 * const rows = [{ ...where, files: { DAPI: "a.tif" }, pixelSize: NaN, metadata: {} }];
 * const fail = () => {
 *   throw new InputError("Too small");
 * };
 * assertThrows(() => withImage(rows, where, "DAPI", fail), InputError, "Too small: a.tif");
 * ```
 */
export function withImage<T>(
  rows: readonly IndexedField[],
  { plate, well, site }: Where,
  channel: string,
  work: () => T,
): T {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    const row = rows.find((row) => row.plate === plate && row.well === well && row.site === site);
    throw new InputError(cause.message, { file: row?.files[channel], cause });
  }
}

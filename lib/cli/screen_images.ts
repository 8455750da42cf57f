import { Random } from "../core/random.ts";
import { InputError } from "../core/errors.ts";
import { readFields } from "../data/fields.ts";
import type { IndexedField } from "../data/index_file.ts";
import type { Screen } from "../data/screen.ts";
import { openPixels } from "../data/screen/pixels.ts";
import { readTrueCells } from "../data/screen/true_cells.ts";
import { withMoa } from "../data/bbbc021/tables.ts";
import { type Field, greyOf } from "../image/field.ts";
import type { Limits } from "../image/intensity.ts";
import { resize } from "../image/resize.ts";
import { cutCrop } from "../learn/crops.ts";
import { wholeField } from "../learn/embed/areas.ts";
import type { PlateImage } from "../learn/plate_images.ts";
import type { SplitItem } from "../learn/split.ts";
import { segmentNuclei } from "../segment/nuclei.ts";
import { limitsByPlate } from "./limits_by_plate.ts";
import { requireImages } from "./require_images.ts";
import { middlesOf } from "./screen_images/middles.ts";

/** One image of a screen whose mechanism is known. */
export interface ScreenImage extends SplitItem, PlateImage {
  /** Well. */
  well: string;
  /** Site in the well. */
  site: number;
  /** Concentration, µM, as text. */
  concentration: string;
  /** Middle of the cell in its field, px; the field's own middle where the image is a whole field. */
  x: number;
  y: number;
}

/** Images of a screen as a network reads them. */
export interface ScreenImages {
  /** What an image is. */
  unit: "cell" | "field";
  /** Side of the images, px. */
  side: number;
  /** Channels, in order. */
  channels: readonly string[];
  /** The images. */
  images: ScreenImage[];
  /** Grey values that become 0 and 1 on each plate, one pair a channel. */
  limits: Map<string, Limits[]>;
  /** Fields that were read. */
  fields: number;
}

/** How {@link screenImages} reads. */
export interface ScreenImagesOptions {
  /** A square around each cell, or the middle of each field brought to the side. */
  unit: "cell" | "field";
  /** Side of the images, px. */
  side: number;
  /** Cells of a field at most, drawn at random; defaults to *6*. */
  perField?: number;
  /** Seed of the drawing; defaults to *1*. */
  seed?: number;
  /** Called with the share done, 0 to 1. */
  onProgress?: (share: number) => void;
  /** Stops the reading. */
  signal?: AbortSignal;
}

/**
 * Reads the images of a screen that a mechanism is known of, without the negative controls: study B's
 * data.
 *
 * Cells of a virtual screen are found by their true centres, those of a folder by segmenting nuclei
 * without weights. Memory holds all images at 16 bits.
 *
 * @param screen From `openScreen`, with images.
 * @param options What an image is, its side.
 * @throws {InputError} if the screen has no images, no mechanism, or fields smaller than a crop.
 *
 * @example
 * ```ts
 * import { openScreen } from "../data/screen.ts";
 * import { simulateScreen } from "../data/simulate.ts";
 * import { screenImages } from "./screen_images.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const out = await Deno.makeTempDir();
 * await simulateScreen({ out, size: "small", width: 96, height: 96, weeks: 1, compounds: ["taxol"] });
 * const { images } = await screenImages(await openScreen({ data: out }), { unit: "field", side: 75 });
 * assertEquals(images[0]?.label, "Microtubule stabilizers");
 * await Deno.remove(out, { recursive: true });
 * ```
 */
export async function screenImages(
  screen: Screen,
  options: ScreenImagesOptions,
): Promise<ScreenImages> {
  const { unit, side, perField = 6, seed = 1, onProgress, signal } = options;
  requireImages(screen, "Cannot read the images of a screen");
  const named = { ...screen, images: withMoa(screen.images, screen.moa, screen.files.moa).table };
  const { index, nuclei } = await openPixels(named);
  const fields = index.fields.filter(({ metadata: { Metadata_MoA, Metadata_Compound } }) =>
    Metadata_MoA !== null && Metadata_MoA !== undefined && Metadata_Compound !== "DMSO"
  );
  if (fields.length === 0) {
    const found = "no field with a known mechanism";
    throw new InputError("There is nothing to learn", { file: screen.files.moa, found });
  }
  const known = screen.kind === "simulated" && unit === "cell"
    ? await readTrueCells(screen.root)
    : undefined;
  const images: ScreenImage[] = [];
  let done = 0;
  const reading = signal === undefined ? {} : { signal };
  for await (const field of readFields(fields, reading)) {
    const row = fields[done++] as IndexedField;
    const found = unit === "field"
      ? [wholeImage(field, side)]
      : cellImages(field, known?.(field.where) ?? middlesFound(field, nuclei), {
        side,
        most: perField,
        random: new Random(seed).fork("cells", row.plate, row.well, row.site),
      });
    images.push(...found.map((image) => ({ ...image, ...describe(row) })));
    onProgress?.(done / fields.length);
  }
  const { channels } = index;
  const crops = images.map(({ plate, pixels }) => ({ plate, crop: pixels }));
  const limits = limitsByPlate(crops, channels.length);
  return { unit, side, channels, images, limits, fields: fields.length };
}

function describe({ plate, well, site, metadata }: IndexedField) {
  return {
    plate,
    well,
    site,
    week: metadata.Metadata_Week ?? "",
    compound: metadata.Metadata_Compound ?? "",
    concentration: metadata.Metadata_Concentration ?? "",
    label: metadata.Metadata_MoA ?? "",
  };
}

function middlesFound(field: Field, nuclei: string): { x: number; y: number }[] {
  return middlesOf(segmentNuclei(greyOf(field, nuclei)), field.width);
}

type Pixels = Pick<ScreenImage, "pixels" | "x" | "y">;

function cellImages(
  field: Field,
  middles: readonly { x: number; y: number }[],
  { side, most, random }: { side: number; most: number; random: Random },
): Pixels[] {
  const planes = field.channels.map(({ data }) => data);
  const chosen = random.shuffle([...middles]).slice(0, most);
  return chosen.map(({ x, y }) => ({ x, y, pixels: cutCrop(planes, field, x, y, side) }));
}

function wholeImage(field: Field, side: number): Pixels {
  const { width, height, channels } = field;
  const [square] = wholeField(field) as [{ left: number; top: number; side: number }];
  const middle = { x: width / 2, y: height / 2 };
  const planes = channels.map(({ data }) => data);
  const cut = cutCrop(planes, field, (width - 1) / 2, (height - 1) / 2, square.side);
  const pixels = new Uint16Array(side * side * channels.length);
  channels.forEach((_, c) => {
    const data = Float32Array.from(
      { length: square.side ** 2 },
      (_, i) => cut[i * channels.length + c] as number,
    );
    const small = resize({ width: square.side, height: square.side, data }, side, side).data;
    small.forEach((value, i) => pixels[i * channels.length + c] = Math.round(value));
  });
  return { ...middle, pixels };
}

import { dirname, isAbsolute, relative, resolve } from "node:path";
import pl from "nodejs-polars";
import { InputError } from "../core/errors.ts";
import { writeAtomic } from "../core/files.ts";
import { doseReader, isUnitColumn } from "./dose_reader.ts";
import { checkImages } from "./index_file/check_images.ts";
import { checkTwice } from "./index_file/check_twice.ts";
import { checkPixelSizes } from "./index_file/pixel_sizes.ts";
import { standardColumn } from "./standard_column.ts";
import type { ColumnRule } from "./table/columns.ts";
import { readDelimited } from "./table/delimited.ts";
import { readTable } from "./table/table.ts";
import { requireWell } from "./well_name.ts";

/** One field of an index: where it is in the screen, and its image files. */
export interface IndexedField {
  /** Plate. */
  plate: string;
  /** Well as `B02`, however the index writes it. */
  well: string;
  /** Site in the well. */
  site: number;
  /** Absolute path of the image of each channel. */
  files: Record<string, string>;
  /** Side of a pixel, µm; NaN where the index does not say. */
  pixelSize: number;
  /** The `Metadata_…` columns, and others that were asked for, as text; of empty cells null. */
  metadata: Record<string, string | null>;
}

/** Fields of a screen and where their images lie: what `--index FILE` gives to a command. */
export interface FieldIndex {
  /** Names of the channels, in the order of the columns. */
  channels: string[];
  /** The fields, in the order of the rows. */
  fields: IndexedField[];
}

/** How `readIndex` reads. */
export interface ReadIndexOptions {
  /** Check that every image file is there; defaults to true. */
  checkImages?: boolean;
  /** Channels that must be there; defaults to any. */
  channels?: readonly string[];
  /** Columns that are metadata although their names do not begin so; defaults to none. */
  metadata?: readonly string[];
  /**
   * Column of the concentration, µM unless its name says another unit (pM, nM, mM, M; others are refused);
   * defaults to `Metadata_Concentration`.
   */
  concentration?: string;
}

const placeRules: Record<string, ColumnRule> = {
  plate: { type: "text" },
  well: { type: "text" },
  site: { type: "integer" },
  pixel_size: { type: "number", mayBeEmpty: true, optional: true },
};

/**
 * Reads an index: a CSV of fields with the columns `plate`, `well`, `site`, optionally `pixel_size`
 * (µm) and any `Metadata_…`; every other column is a channel and holds the path of its image. Case does
 * not count in names of columns that steps look for, such as `Plate` and `Metadata_compound`.
 *
 * Relative paths start at the folder of the CSV. An image may lie in a zip archive
 * (`plate.zip!/Week1_22123/x.tif`) or be one page of a TIFF (`stack.tif#2`); an OME-TIFF that holds all
 * channels is written in each channel's column, and gives each the plane of its name.
 *
 * What is one thing is read as one: spaces around plates and metadata are dropped, wells are `B02`, and
 * concentrations are the shortest text of their number in µM, so that `0.30` is `0.3`; a column such as
 * `Metadata_Unit` says the unit of each, and is then gone. Other metadata are kept as they stand.
 *
 * @param file CSV, plain or gzip.
 * @param options Whether to look for the images, which channels must be there.
 * @throws {InputError} naming file, line and column for a missing column, an index without channels, a
 * field without an image, an image that is not there, a field twice, what is no well of a plate, a
 * concentration that is no number from 0 or in a unit that is not known (`Metadata_Conc_ug_mL`), a pixel
 * size that is not positive, or two on a plate.
 *
 * @example
 * ```ts
 * import { readIndex } from "./index_file.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * await Deno.writeTextFile(`${folder}/dapi.tif`, "");
 * await Deno.writeTextFile(`${folder}/index.csv`, "plate,well,site,DAPI\nP1,B02,1,dapi.tif\n");
 * const { channels, fields } = await readIndex(`${folder}/index.csv`);
 * assertEquals(channels, ["DAPI"]);
 * assertEquals(fields[0]?.files.DAPI, `${folder}/dapi.tif`);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function readIndex(file: string, options: ReadIndexOptions = {}): Promise<FieldIndex> {
  const what = "the index of fields";
  const { header, lineOf } = await readDelimited(file);
  const names = columnNames(header, file, options.metadata ?? []);
  const isMetadata = (name: string) =>
    name.startsWith("Metadata_") || (options.metadata?.includes(name) ?? false);
  const channels = [...names.keys()].filter((name) => !(name in placeRules) && !isMetadata(name));
  const missing = options.channels?.find((name) => !channels.includes(name));
  if (channels.length === 0 || missing !== undefined) {
    throw new InputError(`Cannot read ${what}: a channel is missing`, {
      file,
      ...(missing === undefined ? {} : { column: missing }),
      found: header,
      allowed: "plate, well, site and one column of image paths a channel",
    });
  }
  const written = (name: string) => names.get(name) ?? name;
  const rules = Object.fromEntries([
    ...Object.entries(placeRules).map(([name, rule]) => [written(name), rule] as const),
    ...channels.map((name) => [name, { type: "text", mayBeEmpty: true } as const] as const),
  ]);
  const rows = (await readTable(file, rules, { what })).toRecords();
  if (rows.length === 0) {
    throw new InputError(`Cannot read ${what}: it has no field`, { file, found: "a header alone" });
  }
  const folder = dirname(resolve(file)), place = { file, lineOf: (i: number) => lineOf(i + 1) };
  const { concentration = "Metadata_Concentration" } = options;
  const metadata = [...names.keys()].filter(isMetadata);
  const unit = names.has(concentration) ? metadata.find(isUnitColumn) : undefined;
  const readDose = doseReader(
    { column: written(concentration), unit: unit && written(unit) },
    `Cannot read ${what}`,
  );
  const fields = rows.map((row, i): IndexedField => {
    const of = (name: string) => row[written(name)] as string | null;
    const at = (name: string) => ({ file, line: place.lineOf(i), column: written(name) });
    const plate = of("plate")!.trim(), well = requireWell(of("well")!, at("well"));
    if (plate === "") {
      throw new InputError(`Cannot read ${what}`, { ...at("plate"), allowed: "some text" });
    }
    const dose = readDose(row, { file, line: place.lineOf(i) });
    const told = (name: string) => name === concentration ? dose : of(name)?.trim() || null;
    return {
      plate,
      well,
      site: row[written("site")] as number,
      files: filesOf(row, channels, folder, { plate, well }, at),
      pixelSize: pixelSizeOf(row[written("pixel_size")] as number | null, at("pixel_size")),
      metadata: Object.fromEntries(
        metadata.filter((name) => name !== unit).map((name) => [name, told(name)]),
      ),
    };
  });
  checkTwice(fields, place);
  checkPixelSizes(fields, place);
  if (options.checkImages ?? true) await checkImages({ channels, fields }, file, place.lineOf);
  return { channels, fields };
}

/** Columns by the names that steps look for: what each is called in the file. */
function columnNames(
  header: readonly string[],
  file: string,
  asked: readonly string[],
): Map<string, string> {
  const names = new Map<string, string>();
  for (const column of header) {
    const place = Object.keys(placeRules).find((name) => name === column.toLowerCase());
    const name = asked.includes(column) ? column : place ?? standardColumn(column);
    const before = names.get(name);
    if (before !== undefined) {
      throw new InputError("Cannot read the index of fields: two columns say the same", {
        file,
        found: `${before}, ${column}`,
        allowed: `one column ${name}`,
      });
    }
    names.set(name, column);
  }
  return names;
}

/**
 * Writes an index that {@link readIndex} reads back; images below the folder of the CSV get relative
 * paths, so that the folder can be moved.
 *
 * @param file Where to write; replaced whole or not at all.
 * @param index What to write.
 * @throws {InputError} for a field that comes twice or lacks a channel, or a plate with pixels of two
 * sizes.
 *
 * @example
 * ```ts
 * import { readIndex, writeIndex } from "./index_file.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * const field = { plate: "P1", well: "B02", site: 1, pixelSize: 0.65, metadata: {} };
 * const index = {
 *   channels: ["DAPI"],
 *   fields: [{ ...field, files: { DAPI: `${folder}/dapi.tif` } }],
 * };
 * await writeIndex(`${folder}/index.csv`, index);
 * assertEquals(await readIndex(`${folder}/index.csv`, { checkImages: false }), index);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function writeIndex(file: string, { channels, fields }: FieldIndex): Promise<void> {
  const place = { file, lineOf: (number: number) => number + 2 };
  checkTwice(fields, place);
  checkPixelSizes(fields, place);
  const folder = dirname(resolve(file));
  const metadata = [...new Set(fields.flatMap((field) => Object.keys(field.metadata)))];
  const text = (name: string, value: (field: IndexedField) => string | null) =>
    pl.Series(name, fields.map(value), pl.Utf8);
  const sized = fields.some((field) => !Number.isNaN(field.pixelSize));
  const frame = pl.DataFrame([
    text("plate", (field) => field.plate),
    text("well", (field) => field.well),
    pl.Series("site", fields.map((field) => field.site), pl.Int64),
    ...(sized
      ? [text("pixel_size", ({ pixelSize }) => isNaN(pixelSize) ? null : `${pixelSize}`)]
      : []),
    ...channels.map((channel) =>
      text(channel, ({ files, plate, well, site }) => {
        const path = files[channel];
        if (path === undefined) {
          throw new InputError("Cannot write the index of fields: a field lacks a channel", {
            file,
            column: channel,
            found: `${plate} ${well} site ${site}`,
          });
        }
        const near = relative(folder, path);
        return near.startsWith("..") || isAbsolute(near) ? path : near.replaceAll("\\", "/");
      })
    ),
    ...metadata.map((name) => text(name, (field) => field.metadata[name] ?? null)),
  ]);
  await writeAtomic(file, frame.writeCSV({ includeHeader: true }));
}

/** The place of a column in the row that is read. */
interface CellPlace {
  file: string;
  line: number;
  column: string;
}

function filesOf(
  row: Record<string, unknown>,
  channels: string[],
  folder: string,
  where: { plate: string; well: string },
  at: (column: string) => CellPlace,
): Record<string, string> {
  const empty = channels.filter((channel) => row[channel] === null);
  if (empty.length > 0) {
    throw new InputError(
      empty.length === channels.length
        ? `Cannot read the index of fields: well ${where.well} of plate ${where.plate} has no images`
        : "Cannot read the index of fields: an image is missing",
      { ...at(empty.join(", ")), found: undefined, allowed: "path of an image" },
    );
  }
  return Object.fromEntries(
    channels.map((channel) => [channel, resolve(folder, row[channel] as string)]),
  );
}

function pixelSizeOf(value: number | null, place: CellPlace): number {
  if (value !== null && !(value > 0)) {
    throw new InputError("Cannot read the index of fields", {
      ...place,
      found: value,
      allowed: "a length above 0 in µm, or nothing",
    });
  }
  return value ?? NaN;
}

import { InputError } from "../../core/errors.ts";
import { Random } from "../../core/random.ts";
import { type IndexedField, readIndex } from "../../data/index_file.ts";
import { readTrueCells } from "../../data/screen/true_cells.ts";
import type { Field } from "../../image/field.ts";
import type { Limits } from "../../image/intensity.ts";
import { cutCrop } from "../../learn/crops.ts";
import { limitsByPlate } from "../limits_by_plate.ts";
import { eachField } from "./each_field.ts";

/** One cell with its image. */
export interface Cell {
  /** Plate; with several screens their number comes first. */
  plate: string;
  /** Well. */
  well: string;
  /** Site. */
  site: number;
  /** Week, where it is known. */
  week: string;
  /** Compound of the well. */
  compound: string;
  /** Its concentration, as text. */
  concentration: string;
  /** Its mechanism, where it is known. */
  moa: string | null;
  /** Grey values [side × side × channels]. */
  crop: Uint16Array;
}

/** Cells of one or several screens. */
export interface Cells {
  /** Number of channels. */
  channels: number;
  /** Their names, in order, where they are known. */
  channelNames?: string[];
  /** Side of the crops, px. */
  side: number;
  /** The cells. */
  cells: Cell[];
  /** Limits of the grey values of each plate, one a channel. */
  limits: Map<string, Limits[]>;
}

/** How {@link readScreenCells} reads. */
export interface ReadCellsOptions {
  /** Side of the crops, px. */
  side: number;
  /** Cells of a field at most, drawn at random. */
  most: number;
  /** Seed of the drawing. */
  seed: number;
  /** Names of the channels, in order, that every screen has to have; defaults to those of the first. */
  channelNames?: readonly string[];
  /** Called after each field. */
  onField?: (done: number, total: number) => void;
  /** Called for each field that cannot be read, which is then left out; defaults to an error. */
  onBad?: (error: InputError, field: IndexedField) => void;
  /** Stops the reading. */
  signal?: AbortSignal;
}

/**
 * Reads images of the cells of virtual screens, whose centres are known.
 *
 * @param folders Folders that `c2s simulate` wrote.
 * @param options Side, cells a field, seed.
 * @throws {InputError} if a folder is no virtual screen, or the screens differ in their channels or the order
 * of these; for a field that cannot be read or is smaller than a cell, unless `onBad` is given.
 */
export async function readScreenCells(
  folders: readonly string[],
  options: ReadCellsOptions,
): Promise<Cells> {
  const cells: Cell[] = [];
  const { onBad, onField, signal, side } = options, checkImages = onBad === undefined;
  const indexes = await Promise.all(
    folders.map((folder) => readIndex(`${folder}/index.csv`, { checkImages })),
  );
  const total = indexes.reduce((sum, { fields }) => sum + fields.length, 0);
  const channelNames = [...options.channelNames ?? indexes[0]?.channels ?? []];
  for (const [number, { channels }] of indexes.entries()) {
    if (channels.join("\n") === channelNames.join("\n")) continue;
    throw new InputError("The screens differ in their channels, or in the order of these", {
      file: `${folders[number]}/index.csv`,
      found: channels.join(", "),
      allowed: channelNames.join(", "),
    });
  }
  const channels = channelNames.length;
  let before = 0;
  for (const [number, folder] of folders.entries()) {
    const { fields } = indexes[number]!, done = before;
    const centres = await readTrueCells(folder);
    const nameOf = (plate: string) => folders.length === 1 ? plate : `${number + 1}:${plate}`;
    const reading = eachField(fields, {
      check: (field) => requireSide(field, side, folder),
      onField: (count) => onField?.(done + count, total),
      ...(signal === undefined ? {} : { signal }),
      ...(onBad === undefined
        ? {}
        : { onBad: (error, row) => onBad(error, { ...row, plate: nameOf(row.plate) }) }),
    });
    for await (const { row: { plate, well, site, metadata }, field } of reading) {
      const random = new Random(options.seed).fork("cells", plate, well, site);
      const here = random.shuffle(centres({ plate, well, site }));
      const planes = field.channels.map(({ data }) => data);
      for (const { x, y } of here.slice(0, options.most)) {
        cells.push({
          plate: nameOf(plate),
          well,
          site,
          week: metadata.Metadata_Week ?? "",
          compound: metadata.Metadata_Compound ?? "",
          concentration: metadata.Metadata_Concentration ?? "",
          moa: metadata.Metadata_MoA ?? null,
          crop: cutCrop(planes, field, x, y, side),
        });
      }
    }
    before += fields.length;
  }
  return { channels, channelNames, side, cells, limits: limitsByPlate(cells, channels) };
}

function requireSide(
  { width, height, where: { plate, well, site } }: Field,
  side: number,
  folder: string,
): void {
  if (width >= side && height >= side) return;
  throw new InputError(`Cannot cut cells out of plate ${plate}, well ${well}, site ${site}`, {
    file: folder,
    found: `${width} × ${height} px`,
    allowed: `at least ${side} × ${side}`,
  });
}

import { InputError } from "../../core/errors.ts";
import { Random } from "../../core/random.ts";
import { readFields } from "../../data/fields.ts";
import { readIndex } from "../../data/index_file.ts";
import { readTrueCells } from "../../data/screen/true_cells.ts";
import type { Limits } from "../../image/intensity.ts";
import { cutCrop } from "../../learn/crops.ts";
import { limitsByPlate } from "../limits_by_plate.ts";

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
  /** Stops the reading. */
  signal?: AbortSignal;
}

/**
 * Reads images of the cells of virtual screens, whose centres are known.
 *
 * @param folders Folders that `c2s simulate` wrote.
 * @param options Side, cells a field, seed.
 * @throws {InputError} if a folder is no virtual screen, or the screens differ in their channels or the order
 * of these.
 */
export async function readScreenCells(
  folders: readonly string[],
  options: ReadCellsOptions,
): Promise<Cells> {
  const cells: Cell[] = [];
  let done = 0;
  const indexes = await Promise.all(folders.map((folder) => readIndex(`${folder}/index.csv`)));
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
  for (const [number, folder] of folders.entries()) {
    const index = indexes[number]!;
    const centres = await readTrueCells(folder);
    let at = 0;
    for await (const field of readFields(index.fields, options)) {
      const { plate, well, site, metadata } = index.fields[at++]!;
      if (field.width < options.side || field.height < options.side) {
        throw new InputError(`Cannot cut cells out of plate ${plate}, well ${well}, site ${site}`, {
          file: folder,
          found: `${field.width} × ${field.height} px`,
          allowed: `at least ${options.side} × ${options.side}`,
        });
      }
      const random = new Random(options.seed).fork("cells", plate, well, site);
      const here = random.shuffle(centres({ plate, well, site }));
      const planes = field.channels.map(({ data }) => data);
      for (const { x, y } of here.slice(0, options.most)) {
        cells.push({
          plate: folders.length === 1 ? plate : `${number + 1}:${plate}`,
          well,
          site,
          week: metadata.Metadata_Week ?? "",
          compound: metadata.Metadata_Compound ?? "",
          concentration: metadata.Metadata_Concentration ?? "",
          moa: metadata.Metadata_MoA ?? null,
          crop: cutCrop(planes, field, x, y, options.side),
        });
      }
      options.onField?.(++done, total);
    }
  }
  return {
    channels,
    channelNames,
    side: options.side,
    cells,
    limits: limitsByPlate(cells, channels),
  };
}

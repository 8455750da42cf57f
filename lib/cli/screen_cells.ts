import pl from "nodejs-polars";
import { InputError } from "../core/errors.ts";
import { mapParallel } from "../core/parallel.ts";
import { makeProfiles, type Profiles } from "../core/profiles.ts";
import type { IndexedField } from "../data/index_file.ts";
import type { Screen } from "../data/screen.ts";
import { openPixels } from "../data/screen/pixels.ts";
import type { Limits } from "../image/intensity.ts";
import { limitsByPlate } from "./limits_by_plate.ts";
import { requireImages } from "./require_images.ts";
import type { CutCells, CutTask } from "./screen_cells/cut_cells.ts";

/** How cells are cut out. */
export interface ScreenCellsOptions {
  /** Side of the crops, px; defaults to *32*. */
  side?: number;
  /** Side of the block of pixels that becomes one pixel of a crop; defaults to *2*. */
  shrink?: number;
  /** Cells of a field at most, drawn at random; defaults to *all*. */
  most?: number;
  /** Which fields; defaults to *all*. */
  where?: (field: IndexedField) => boolean;
  /** Seed of the drawing; defaults to *1*. */
  seed?: number;
  /** Workers; defaults to the number of cores. */
  workers?: number;
  /** Called as the work goes on, with the share done, 0 to 1. */
  onProgress?: (share: number) => void;
  /** Stops the work. */
  signal?: AbortSignal;
}

/** Cells of a screen: an image and a few measurements of each. */
export interface ScreenCells {
  /** Names of the channels. */
  channels: string[];
  /** Side of the crops, px. */
  side: number;
  /** Grey values of each cell [side × side × channels]. */
  crops: Uint16Array[];
  /** Limits of the grey values of each plate, one a channel. */
  limits: Map<string, Limits[]>;
  /**
   * Study A's five features of the nucleus, with plate, well, site, number of the cell and
   * whatever the index says [cells × features].
   */
  profiles: Profiles<Float64Array>;
}

/**
 * Cuts the cells of a screen out of its fields and measures study A's features of each.
 *
 * Nuclei of a virtual screen are its true masks, those of a folder are segmented without weights.
 *
 * @param screen From `openScreen`.
 * @param options Side, cells a field, seed, workers, progress.
 * @throws {InputError} for public tables without images, images or masks that cannot be read, or a
 * screen without a cell.
 *
 * @example
 * ```ts
 * import { openScreen } from "../data/screen.ts";
 * import { simulateScreen } from "../data/simulate.ts";
 * import { screenCells } from "./screen_cells.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const out = await Deno.makeTempDir();
 * await simulateScreen({ out, size: "small", width: 96, height: 96, weeks: 1, compounds: ["taxol"] });
 * const screen = await openScreen({ data: out });
 * const { crops, profiles } = await screenCells(screen, { most: 2, workers: 1 });
 * assertEquals([crops[0]!.length, profiles.features.length], [32 * 32 * 3, 5]);
 * await Deno.remove(out, { recursive: true });
 * ```
 */
export async function screenCells(
  screen: Screen,
  options: ScreenCellsOptions = {},
): Promise<ScreenCells> {
  const { side = 32, shrink = 2, most = Infinity, seed = 1, workers, signal } = options;
  const { where = () => true } = options;
  requireImages(screen, "Cannot cut cells out of a screen");
  const { index, nuclei } = await openPixels(screen);
  const fields = index.fields.filter(where);
  const drawn = screen.kind === "simulated" ? { labels: `${screen.root}/truth` } : {};
  const found = await mapParallel<CutTask, CutCells>(
    new URL("./screen_cells/worker.ts", import.meta.url),
    fields.map((field) => ({ field, nuclei, ...drawn, side, shrink, most, seed })),
    {
      ...(workers === undefined ? {} : { workers }),
      ...(signal === undefined ? {} : { signal }),
      onDone: (done, total) => options.onProgress?.(done / total),
    },
  );
  const origins = found.flatMap(({ objects }, i) =>
    objects.map((object) => ({ field: fields[i]!, object }))
  );
  if (origins.length === 0) {
    throw new InputError("Cannot cut cells out of a screen: no field holds a cell", {
      found: `${found.length} fields`,
    });
  }
  const { length: channels } = index.channels, length = side * side * channels;
  const crops = found.flatMap(({ objects, crops }) =>
    objects.map((_, i) => crops.subarray(i * length, (i + 1) * length))
  );
  const placed = crops.map((crop, row) => ({ plate: origins[row]!.field.plate, crop }));
  return {
    channels: [...index.channels],
    side,
    crops,
    limits: limitsByPlate(placed, channels),
    profiles: makeProfiles(
      metaOf(origins),
      found[0]!.features,
      Float64Array.from(found.flatMap(({ values }) => [...values])),
    ),
  };
}

function metaOf(
  origins: readonly { field: IndexedField; object: number }[],
): pl.DataFrame {
  const text = (name: string, of: (field: IndexedField) => string | null) =>
    pl.Series(name, origins.map(({ field }) => of(field)), pl.Utf8);
  const told = Object.keys(origins[0]!.field.metadata);
  return pl.DataFrame([
    text("Metadata_Plate", ({ plate }) => plate),
    text("Metadata_Well", ({ well }) => well),
    pl.Series("Metadata_Site", origins.map(({ field }) => field.site), pl.Int32),
    pl.Series("Metadata_Object", origins.map(({ object }) => object), pl.Int32),
    ...told.map((name) => text(name, ({ metadata }) => metadata[name] ?? null)),
  ]);
}

import { InputError } from "../../core/errors.ts";
import { exists } from "../../core/files.ts";
import { metaValues, type Profiles } from "../../core/profiles.ts";
import { lockOutput } from "../../data/lock_output.ts";
import { readProfiles } from "../../data/profiles_file.ts";
import type { Screen } from "../../data/screen.ts";
import { openPixels } from "../../data/screen/pixels.ts";
import { fingerprint } from "../../learn/model_file.ts";
import type { LoadedEmbedder } from "../embedders.ts";
import { takesCrops } from "../embed/crops.ts";
import { embedScreen } from "../embed/run.ts";
import { requireImages } from "../require_images.ts";
import type { EmbedSettings } from "../embed/task.ts";
import { chooseFields } from "./choose_fields.ts";

/** A network as `loadEmbedder` gives it; where it has no weights, neither engine nor checksum. */
export type WellEmbedder = Pick<LoadedEmbedder, "embedder"> & Partial<LoadedEmbedder>;

/** How {@link embedWells} goes about it. */
export interface EmbedWellsOptions {
  /** Side of a square around each cell, px, whose vectors are averaged; defaults to *whole fields*. */
  cells?: number;
  /** Called as the work goes on, with the share done, 0 to 1. */
  onProgress?: (share: number) => void;
  /** Stops the work. */
  signal?: AbortSignal;
}

/**
 * Embeds the fields that `screenWells` measured, so that a network and measured features can be compared
 * well by well.
 *
 * Vectors stay in the folder of the screen: embedding the same fields with the same weights again
 * reads them.
 *
 * @param screen The screen, whose images are here.
 * @param wells What `screenWells` gave for it, or some of its rows.
 * @param loaded The network.
 * @param options Plates, cells.
 * @returns Vectors of the same wells in the same order, with the same metadata.
 * @throws {InputError} if the screen has no images here, or a well has no vector.
 */
export async function embedWells(
  screen: Screen,
  wells: Profiles,
  { embedder, engine = "tensorflow", sha256 = "weightless" }: WellEmbedder,
  options: EmbedWellsOptions = {},
): Promise<Profiles> {
  const { cells, onProgress, signal } = options;
  requireImages(screen, "Cannot embed the wells of a screen");
  const { index, composite } = await openPixels(screen);
  const wanted = keysOf(wells, "Image_"), known = new Set(wanted);
  const fields = chooseFields(index.fields, Infinity).filter(({ plate, well }) =>
    known.has(`${plate} ${well}`)
  );
  const labels = `${screen.root}/truth`;
  const settings: EmbedSettings = {
    unit: cells === undefined
      ? { kind: "field" }
      : { kind: "cell", side: cells, labels, compartment: "cells" },
    mean: cells !== undefined,
    channels: [...composite],
  };
  const unit = cells === undefined
    ? "fields"
    : `${takesCrops(embedder, settings.unit) ? "crops" : "cells"}-${cells}`;
  const which = (await fingerprint(wanted)).slice(0, 12);
  const name = `${embedder.name}-${sha256.slice(0, 12)}-${unit}-${which}`;
  const out = `${screen.root}/profiles/embeddings/${name}.parquet`;
  if (!await exists(out)) {
    using _alone = await lockOutput(out, { wait: true, ...(signal && { signal }) });
    // Another notebook may have embedded them while this one waited.
    if (!await exists(out)) {
      await embedScreen({
        index: { ...index, fields },
        embedder,
        engine,
        weights: sha256,
        settings,
        out,
        ...(signal && { signal }),
        onDone: (done, total) => onProgress?.(done / total),
      });
    }
  }
  onProgress?.(1);
  return inOrder(wells, wanted, await readProfiles(out), out);
}

function keysOf({ meta }: Profiles, prefix: string): string[] {
  const plates = metaValues(meta, `${prefix}Metadata_Plate`);
  return metaValues(meta, `${prefix}Metadata_Well`).map((well, i) => `${plates[i]} ${well}`);
}

/** Rows of embeddings in the order of wells. */
function inOrder(
  { meta }: Profiles,
  wanted: readonly string[],
  found: Profiles,
  file: string,
): Profiles {
  const rows = new Map(keysOf(found, "").map((key, row) => [key, row]));
  const width = found.features.length, values = new Float64Array(wanted.length * width);
  wanted.forEach((key, i) => {
    const row = rows.get(key);
    if (row === undefined) throw new InputError("A well has no vector", { file, found: key });
    values.set(found.values.subarray(row * width, (row + 1) * width), i * width);
  });
  return { meta, features: found.features, values };
}

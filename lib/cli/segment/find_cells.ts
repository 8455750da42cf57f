import { InputError } from "../../core/errors.ts";
import { type Field, greyOf } from "../../image/field.ts";
import { segmentCells } from "../../segment/cells.ts";
import { type CellsAround, cellsAround } from "../../segment/cells_around.ts";
import { loadSegmenter, type LoadSegmenterOptions } from "../segmenters.ts";
import { weightsDigest } from "../segmenters/weights_digest.ts";
import { inPixels, type Length } from "./length.ts";

/** How cells can be found: nuclei spread over the cytoplasm, or a network finds them by itself. */
export const cellMethods = ["spread", "cellpose"] as const;

/** Published network that finds cells where none is named. */
export const usualCellModel = "cyto";

/** A network that finds cells by itself, which are then given to the nuclei. */
export interface CellNetwork {
  /** Its name among the methods of segmentation. */
  method: "cellpose";
  /** Which weights. */
  weights: LoadSegmenterOptions;
  /** Diameter of a cell; absent to let the network find it. */
  diameter?: Length;
}

/** What cells depend on. */
export interface CellSettings {
  /** Channel of the nuclei. */
  nuclei: string;
  /** Channels of the cytoplasm, one or more. */
  cells: readonly string[];
  /** The network that finds cells; absent where nuclei spread. */
  cellNetwork?: CellNetwork;
}

/** How the cells of a network and the nuclei went together. */
export type CellCounts = Omit<CellsAround, "cells">;

/**
 * A network that finds cells, with the SHA-256 of its weights, before any field is read.
 *
 * @param settings What is asked for.
 * @returns undefined where nuclei spread.
 * @throws {InputError} for several channels of cells, of which a network sees one, or weights that are
 * missing.
 */
export async function openCellNetwork(
  { cells, cellNetwork }: Omit<CellSettings, "nuclei">,
): Promise<CellNetwork | undefined> {
  if (cellNetwork === undefined) return undefined;
  if (cells.length !== 1) {
    throw new InputError("A network that finds cells sees one channel of them", {
      option: "--cells",
      found: cells.length === 0 ? "none" : cells.join(", "),
      allowed: "the name of one channel",
    });
  }
  const { method, weights } = cellNetwork;
  const sha256 = await weightsDigest(method, weights);
  return { ...cellNetwork, weights: { ...weights, sha256 } };
}

/**
 * Finds the cell of each nucleus of a field.
 *
 * @param field The field.
 * @param nuclei Label image of its nuclei.
 * @param settings How.
 * @returns Label image of the cells, numbered as their nuclei; with a network, how both went together.
 */
export async function findCells(
  field: Field,
  nuclei: Int32Array,
  settings: CellSettings,
): Promise<{ cells: Int32Array; counts?: CellCounts }> {
  const images = settings.cells.map((name) => greyOf(field, name)), network = settings.cellNetwork;
  if (network === undefined) return { cells: segmentCells(nuclei, images) };
  const diameter = inPixels(field, "cells-diameter", network.diameter);
  const segmenter = await loadSegmenter(network.method, network.weights);
  const found = await segmenter(images[0]!, {
    nuclei: greyOf(field, settings.nuclei),
    ...(diameter === undefined ? {} : { diameter }),
  });
  const { cells, ...counts } = cellsAround(nuclei, found, field.width);
  return { cells, counts };
}

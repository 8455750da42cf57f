import { readField } from "../../data/fields.ts";
import type { IndexedField } from "../../data/index_file.ts";
import { labelFile, readLabels } from "../../data/label_files.ts";
import { type ColourImage, composite, type Layer } from "../../image/composite.ts";
import { crop } from "../../image/crop.ts";
import { channelOf, type Field } from "../../image/field.ts";
import { histogram, limitsOf } from "../../image/intensity.ts";
import { tile } from "../../image/tile.ts";
import { drawOutlines } from "../../segment/outline.ts";

/** A cut-out of a field, small enough for single cells to be seen on a page. */
export interface Cutout {
  /** Its pixels. */
  field: Field;
  /** Place of its left upper corner, px. */
  corner: { left: number; top: number };
}

/**
 * The middle of a field, at most so many pixels wide and high.
 *
 * @param row Field of an index.
 * @param side Most pixels of a side; defaults to 384.
 * @throws {InputError} for images that cannot be read.
 */
export async function cutout(row: IndexedField, side = 384): Promise<Cutout> {
  const field = await readField(row);
  const width = Math.min(side, field.width), height = Math.min(side, field.height);
  const left = (field.width - width) >> 1, top = (field.height - height) >> 1;
  return { field: tile(field, left, top, width, height), corner: { left, top } };
}

/**
 * How channels are coloured, with the grey values of one field, so that others can be compared with it.
 *
 * @param field The field, usually of a control.
 * @param channels At most three; the first is the nuclei's.
 * @returns One layer a channel.
 *
 * @example
 * ```ts
 * import { layersLike } from "./pictures.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = {
 *   width: 2,
 *   height: 1,
 *   channels: [{ name: "DAPI", data: new Uint16Array([10, 90]) }],
 *   pixelSize: 0.65,
 *   where: { plate: "P1", well: "A01", site: 1 },
 * };
 * assertEquals(layersLike(field, ["DAPI"])[0]?.channel, "DAPI");
 * ```
 */
export function layersLike(field: Field, channels: readonly string[]): Layer[] {
  return channels.slice(0, 3).map((channel) => ({
    channel,
    limits: limitsOf(histogram(channelOf(field, channel).data), { low: 0.05, high: 0.998 }),
  }));
}

/**
 * A cut-out as it is, and with the outlines of its nuclei and cells.
 *
 * @param row Field of an index.
 * @param labels Folder of the label images.
 * @param layers From {@link layersLike}; the nuclei's channel first.
 * @param side Most pixels of a side; defaults to 384.
 * @throws {InputError} for images or labels that cannot be read.
 */
export async function outlined(
  row: IndexedField,
  labels: string,
  layers: readonly Layer[],
  side = 384,
): Promise<{ nuclei: ColourImage; cells: ColourImage; pixelSize: number }> {
  const { field, corner } = await cutout(row, side);
  const cut = async (compartment: "nuclei" | "cells") => {
    const { labels: data, width, height } = await readLabels(labelFile(labels, row, compartment));
    const rectangle = { ...corner, width: field.width, height: field.height };
    return crop(
      { width, height, data },
      rectangle,
      new Int32Array(rectangle.width * rectangle.height),
    );
  };
  const picture = (chosen: readonly Layer[]) => composite(field, chosen);
  const dna = picture([{ ...layers[0] as Layer, colour: [210, 210, 210] }]);
  const all = picture(layers), white = { colour: [255, 255, 255] } as const;
  const nuclei = await cut("nuclei"), cells = layers.length > 1 ? await cut("cells") : nuclei;
  return {
    nuclei: { ...dna, data: drawOutlines(dna.data, nuclei, field.width) },
    cells: { ...all, data: drawOutlines(all.data, cells, field.width, white) },
    pixelSize: field.pixelSize,
  };
}

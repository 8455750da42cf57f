import pl from "nodejs-polars";
import { makeProfiles, type Profiles } from "../../core/profiles.ts";
import { readField } from "../../data/fields.ts";
import type { IndexedField } from "../../data/index_file.ts";
import { labelFile, readLabels } from "../../data/label_files.ts";
import { drawField, planScreen, type ScreenSettings } from "../../data/simulate.ts";
import { type Field, greyOf } from "../../image/field.ts";
import { type FieldQuality, fieldQuality } from "../../image/quality.ts";
import { segmentCells } from "../../segment/cells.ts";
import { featureNames, measureField } from "../../segment/measure.ts";
import type { Family } from "../../segment/measure/family.ts";
import { segmentNuclei } from "../../segment/nuclei.ts";

/** What is measured; texture and granularity cost as much as all of these. */
export const families: readonly Family[] = [
  "AreaShape",
  "Correlation",
  "Intensity",
  "RadialDistribution",
];

/** Parts of the cells that are measured. */
const compartments = ["Nuclei", "Cells"];

/** A field to be measured: stored images with or without masks, or one that is drawn for it. */
export type CellTask =
  | { kind: "stored"; field: IndexedField; nuclei: string; labels?: string }
  | { kind: "drawn"; settings: ScreenSettings; index: number };

/** The cells of one field, row after row. */
export interface MeasuredCells {
  /** Plate. */
  plate: string;
  /** Well. */
  well: string;
  /** Features of each cell [cells × features]. */
  values: Float64Array;
  /** How good its images are; only of a stored field. */
  quality?: FieldQuality;
}

/**
 * Measures the cells of one field.
 *
 * @param task A stored field (with the folder of its masks, or segmented without weights) or a field
 * of a virtual screen, which is drawn in memory and measured in its true masks.
 * @returns Its cells, and of a stored field the quality of its images.
 * @throws {InputError} for images or masks that cannot be read.
 */
export async function measureCells(task: CellTask): Promise<MeasuredCells> {
  const { field, nuclei, cells, quality } = await open(task);
  const { values } = measureField(field, [
    { name: "Nuclei", labels: nuclei },
    { name: "Cells", labels: cells },
  ], { families });
  const { plate, well } = field.where;
  return { plate, well, values, ...(quality === undefined ? {} : { quality }) };
}

/**
 * The cells of several fields as profiles, one row a cell.
 *
 * @param measured Fields, of one or several wells.
 * @param channels Names of the channels.
 * @returns All cells, with `Image_Metadata_Plate` and `Image_Metadata_Well` [cells × features].
 */
export function cellProfiles(
  measured: readonly MeasuredCells[],
  channels: readonly string[],
): Profiles<Float64Array> {
  const features = featureNames([...channels], compartments, { families });
  const count = (values: Float64Array) => values.length / features.length;
  const column = (name: string, of: "plate" | "well") =>
    pl.Series(
      name,
      measured.flatMap((field) => new Array<string>(count(field.values)).fill(field[of])),
      pl.Utf8,
    );
  const values = new Float64Array(
    measured.reduce((sum, { values: { length } }) => sum + length, 0),
  );
  let at = 0;
  for (const field of measured) {
    values.set(field.values, at);
    at += field.values.length;
  }
  const meta = pl.DataFrame([
    column("Image_Metadata_Plate", "plate"),
    column("Image_Metadata_Well", "well"),
  ]);
  return makeProfiles(meta, features, values);
}

async function open(task: CellTask): Promise<{
  field: Field;
  nuclei: Int32Array;
  cells: Int32Array;
  quality?: FieldQuality;
}> {
  if (task.kind === "drawn") {
    const { field, nuclei, cells } = drawField(planScreen(task.settings), task.index);
    return { field, nuclei: Int32Array.from(nuclei), cells: Int32Array.from(cells) };
  }
  const field = await readField(task.field), { labels } = task;
  const quality = fieldQuality(field, { nuclei: task.nuclei });
  if (labels !== undefined) {
    const mask = async (name: "nuclei" | "cells") =>
      (await readLabels(labelFile(labels, task.field, name))).labels;
    return { field, nuclei: await mask("nuclei"), cells: await mask("cells"), quality };
  }
  const nuclei = segmentNuclei(greyOf(field, task.nuclei));
  const others = field.channels.filter(({ name }) => name !== task.nuclei)
    .map(({ name }) => greyOf(field, name));
  return { field, nuclei, cells: segmentCells(nuclei, others), quality };
}

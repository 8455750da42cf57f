import { writeAtomic } from "../../core/files.ts";
import { readField } from "../../data/fields.ts";
import type { IndexedField } from "../../data/index_file.ts";
import { type Compartment, labelFile, writeLabels } from "../../data/label_files.ts";
import { type Field, greyOf } from "../../image/field.ts";
import { trimMemory } from "../../learn/backend/trim_memory.ts";
import { borderObjects } from "../../segment/border.ts";
import { cytoplasmOf } from "../../segment/cells.ts";
import { medianDiameter } from "../../segment/median_diameter.ts";
import { digestOf } from "../digest.ts";
import { type BadField, orBad } from "../over_fields.ts";
import { findSegmenter, loadSegmenter, type LoadSegmenterOptions } from "../segmenters.ts";
import { type CellCounts, type CellSettings, findCells } from "./find_cells.ts";
import { inPixels, type Length } from "./length.ts";

/** What can become of objects that the border of the image cuts. */
export const borderRules = ["keep", "mark", "remove"] as const;

/** What becomes of objects that the border of the image cuts. */
export type BorderRule = typeof borderRules[number];

/** How every field of a screen is segmented: what its labels depend on. */
export interface SegmentSettings extends CellSettings {
  /** Name of the method for nuclei. */
  method: string;
  /** Weights, for methods that need them. */
  weights: LoadSegmenterOptions;
  /** Channels of the cytoplasm; none for nuclei only. */
  cells: string[];
  /** Diameter of a nucleus; absent to let the method find it. */
  diameter?: Length;
  /** What becomes of cut objects. */
  border: BorderRule;
  /** Folder of the light that images are corrected by; absent to take them as they are. */
  illumination?: string;
  /** Radius of the disk that the background is subtracted by, px; absent to leave it. */
  background?: number;
}

/** One field to be segmented, as it crosses to a worker. */
export interface SegmentTask {
  /** Row of an index. */
  field: IndexedField;
  /** Folder of the label images. */
  out: string;
  /** Where the summary of the field goes once its labels are there. */
  part: string;
  /** What of the field its labels depend on, of {@link sourceOf}. */
  from: string;
  /** How. */
  settings: SegmentSettings;
  /** A field that cannot be read is no error. */
  skipBad: boolean;
}

/** What was found in a field. */
export interface SegmentedField {
  /** Plate. */
  plate: string;
  /** Well. */
  well: string;
  /** Site. */
  site: number;
  /** How many nuclei, each with its cell. */
  objects: number;
  /** Numbers of the objects that the border cuts; with `remove`, none are left. */
  cut: number[];
  /** How cells and nuclei went together; absent where nuclei spread. */
  matched?: CellCounts;
  /** What the reader should look at. */
  warnings: string[];
}

/** The compartments that are written. */
export function writtenCompartments({ cells }: SegmentSettings): Compartment[] {
  return cells.length === 0 ? ["nuclei"] : ["nuclei", "cells", "cytoplasm"];
}

/** The channels that labels depend on, each once. */
export function channelsOf({ nuclei, cells }: SegmentSettings): string[] {
  return [...new Set([nuclei, ...cells])];
}

/** What tells the files that labels are made from, from earlier ones at their places. */
export interface SourceStates {
  /** Of the images, one a channel of {@link channelsOf}. */
  images?: readonly (string | undefined)[];
  /** Of the light of the plate; absent without correction. */
  light?: readonly string[];
}

/**
 * What of a field its labels depend on, in one word; kept with its summary.
 *
 * @param field Row of an index.
 * @param settings How it is segmented.
 * @param states States of its files.
 */
export function sourceOf(
  { files, pixelSize }: IndexedField,
  settings: SegmentSettings,
  { images, light }: SourceStates = {},
): string {
  const places = channelsOf(settings).map((name) => files[name]);
  return digestOf({ files: places, images, pixelSize, light });
}

/**
 * Segments one field, writes its label images, and then its summary: a field with a summary is done.
 *
 * @param task The field and how.
 * @throws {InputError} for images that cannot be read or used, unless `skipBad`.
 */
export async function segmentTask(task: SegmentTask): Promise<SegmentedField | BadField> {
  const { field: row, out, part, from, settings } = task;
  return await orBad(task.skipBad, async () => {
    const { illumination, background } = settings, channels = channelsOf(settings);
    const field = await readField(row, { channels, illumination, background });
    const { labels, summary } = await segmentField(field, settings);
    const { width, height, where } = field;
    for (const [compartment, image] of Object.entries(labels) as [Compartment, Int32Array][]) {
      await writeLabels(labelFile(out, where, compartment), { width, height, labels: image });
    }
    await writeAtomic(part, JSON.stringify({ ...summary, from }));
    return summary;
  });
}

/** What a field's labels are, and the words about them. */
interface FieldLabels {
  labels: Partial<Record<Compartment, Int32Array>>;
  summary: SegmentedField;
}

/** Width of a cell at least, in those of its nucleus. */
const CELL = 1.5;

async function segmentField(field: Field, settings: SegmentSettings): Promise<FieldLabels> {
  const { width, where } = field;
  const diameter = inPixels(field, "diameter", settings.diameter);
  const segmenter = await loadSegmenter(settings.method, settings.weights);
  // A network takes the most memory of a field: what reading left goes before, what it took goes
  // before cells grow.
  const trim = findSegmenter(settings.method).threads ? () => false : trimMemory;
  trim();
  const nuclei = await segmenter(
    greyOf(field, settings.nuclei),
    diameter === undefined ? {} : { diameter },
  );
  trim();
  const usual = medianDiameter(nuclei), { background } = settings;
  const warnings = usual === undefined ? ["no nuclei"] : [];
  if (usual !== undefined && background !== undefined && background < CELL * usual) {
    warnings.push(
      `the background's disk, of radius ${background} px, may be no wider than a cell and take it ` +
        `away: the nuclei that were found are ${Math.round(usual)} px wide`,
    );
  }
  const { cells, counts: matched } = settings.cells.length === 0
    ? {}
    : await findCells(field, nuclei, settings);
  if (cells !== undefined && usual !== undefined && cells.every((c, i) => c === nuclei[i])) {
    warnings.push("no cytoplasm: the cells are the nuclei");
  }
  let cut = borderObjects(cells ?? nuclei, width);
  if (settings.border === "remove") {
    removeObjects([nuclei, ...(cells === undefined ? [] : [cells])], new Set(cut));
    cut = [];
  }
  const objects = nuclei.reduce((most, label) => Math.max(most, label), 0);
  const together = matched === undefined ? {} : { matched };
  const summary = { ...where, objects, cut, ...together, warnings };
  if (cells === undefined) return { labels: { nuclei }, summary };
  return { labels: { nuclei, cells, cytoplasm: cytoplasmOf(cells, nuclei) }, summary };
}

/** Removes objects from all compartments and closes the gaps in the numbers, in all alike. */
function removeObjects(compartments: Int32Array[], gone: ReadonlySet<number>): void {
  const most = Math.max(
    ...compartments.map((labels) => labels.reduce((a, b) => Math.max(a, b), 0)),
  );
  const numbers = new Int32Array(most + 1);
  for (let label = 1, next = 1; label <= most; label++) {
    if (!gone.has(label)) numbers[label] = next++;
  }
  for (const labels of compartments) {
    for (let i = 0; i < labels.length; i++) labels[i] = numbers[labels[i] as number] as number;
  }
}

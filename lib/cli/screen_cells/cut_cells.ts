import { InputError } from "../../core/errors.ts";
import { Random } from "../../core/random.ts";
import { readField } from "../../data/fields.ts";
import type { IndexedField } from "../../data/index_file.ts";
import { labelFile, readLabels } from "../../data/label_files.ts";
import { channelOf, greyOf } from "../../image/field.ts";
import { shrink } from "../../image/shrink.ts";
import { cutCrop } from "../../learn/crops.ts";
import { measureField } from "../../segment/measure.ts";
import { studyAFeatures } from "../../segment/measure/study_a.ts";
import { segmentNuclei } from "../../segment/nuclei.ts";

/** A field whose cells are cut out, as it crosses to a worker. */
export interface CutTask {
  /** Row of an index. */
  field: IndexedField;
  /** Name of the nuclear channel. */
  nuclei: string;
  /** Folder of true masks; without it nuclei are segmented. */
  labels?: string;
  /** Side of the crops, px. */
  side: number;
  /** Side of the block of pixels that becomes one pixel of a crop. */
  shrink: number;
  /** Cells of a field at most, drawn at random. */
  most: number;
  /** Seed of the drawing. */
  seed: number;
}

/** Cells of one field. */
export interface CutCells {
  /** Number of each cell in the mask, rising [n]. */
  objects: number[];
  /** Grey values, crop after crop [n × side × side × channels]. */
  crops: Uint16Array;
  /** Names of the features [5]. */
  features: string[];
  /** Study A's features of each nucleus [n × 5]. */
  values: Float64Array;
}

/**
 * Cuts the cells of a field out, each around its nucleus, and measures study A's five features of the
 * nucleus with its stain.
 *
 * A nucleus that one of the features is not defined for is left out.
 *
 * @param task The field, and what is wanted of it.
 * @returns At most so many cells, in the order of their numbers.
 * @throws {InputError} for images or masks that cannot be read, or a field smaller than a crop.
 */
export async function cutCells(task: CutTask): Promise<CutCells> {
  const { side, most } = task, window = side * task.shrink;
  const field = await readField(task.field);
  const { plate, well, site } = field.where, { width, height } = field;
  if (width < window || height < window) {
    throw new InputError(`Cannot cut cells out of plate ${plate}, well ${well}, site ${site}`, {
      found: `${width} × ${height} px`,
      allowed: `at least ${window} × ${window}`,
    });
  }
  const stain = channelOf(field, task.nuclei);
  const labels = task.labels === undefined
    ? segmentNuclei(greyOf(field, task.nuclei))
    : (await readLabels(labelFile(task.labels, task.field, "nuclei"))).labels;
  const objects = [...new Set(labels)].filter((object) => object > 0).sort((a, b) => a - b);
  const random = new Random(task.seed).fork("cells", plate, well, site);
  const drawn = new Set(random.shuffle(objects).slice(0, most));
  const found = measureField({ ...field, channels: [{ ...stain }] }, [
    { name: "Nuclei", labels: labels.map((object) => drawn.has(object) ? object : 0) },
  ], { families: ["AreaShape", "Intensity"] });
  const features = Object.values<string>({ ...studyAFeatures("Nuclei", task.nuclei) });
  const columns = features.map((name) => found.features.indexOf(name));
  const rows = found.objects.map((object, i) => ({
    object,
    x: found.centres[2 * i]!,
    y: found.centres[2 * i + 1]!,
    values: columns.map((column) => found.values[i * found.features.length + column]!),
  })).filter(({ values }) => values.every(Number.isFinite));
  const channels = field.channels.length, length = side * side * channels;
  const crops = new Uint16Array(rows.length * length);
  rows.forEach(({ x, y }, i) =>
    field.channels.forEach(({ data }, c) => {
      const crop = cutCrop([data], field, x, y, window);
      const small = shrink({ width: window, height: window, data: crop }, task.shrink).data;
      small.forEach((value, p) => crops[i * length + p * channels + c] = value);
    })
  );
  return {
    objects: rows.map(({ object }) => object),
    crops,
    features,
    values: Float64Array.from(rows.flatMap(({ values }) => values)),
  };
}

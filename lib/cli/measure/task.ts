import pl from "nodejs-polars";
import { InputError } from "../../core/errors.ts";
import { makeProfiles, type Profiles } from "../../core/profiles.ts";
import { readField } from "../../data/fields.ts";
import type { IndexedField } from "../../data/index_file.ts";
import { type Compartment, labelFile } from "../../data/label_files.ts";
import { writePart } from "../../data/profiles_part.ts";
import type { Field } from "../../image/field.ts";
import { cytoplasmOf } from "../../segment/cells.ts";
import { type LabelledCompartment, measureField } from "../../segment/measure.ts";
import type { Family } from "../../segment/measure/family.ts";
import { type BadField, orBad } from "../over_fields.ts";
import { readObjects } from "../read_objects.ts";

/** One field to be measured, as it crosses to a worker. */
export interface MeasureTask {
  /** Row of an index. */
  field: IndexedField;
  /** Channels, in the order of the columns. */
  channels: string[];
  /** Folder of the label images. */
  labels: string;
  /** Parts of the cells, and whether one is made of the others. */
  compartments: { name: Compartment; derived: boolean }[];
  /** Families of features. */
  families: Family[];
  /** Folder of the light that images are corrected by; absent to take them as they are. */
  illumination?: string;
  /** Radius of the disk that the background is subtracted by, px; absent to leave it. */
  background?: number;
  /** Where the rows go. */
  part: string;
  /** A field that cannot be read is no error. */
  skipBad: boolean;
}

/**
 * Measures one field and writes its rows as a part.
 *
 * @param task The field and what to measure.
 * @returns How many cells it has, or why it was left out.
 * @throws {InputError} for images or labels that cannot be read or do not fit, unless `skipBad`.
 */
export async function measureTask(task: MeasureTask): Promise<{ cells: number } | BadField> {
  return await orBad(task.skipBad, async () => {
    const { channels, illumination, background } = task;
    const field = await readField(task.field, { channels, illumination, background });
    const compartments = await readCompartments(task, field);
    const profiles = cellProfiles(task, field, compartments);
    await writePart(task.part, profiles);
    return { cells: profiles.meta.height };
  });
}

/**
 * How the features of a compartment start.
 *
 * @example
 * ```ts
 * import { titleOf } from "./task.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(titleOf("nuclei"), "Nuclei");
 * ```
 */
export function titleOf(compartment: Compartment): string {
  return compartment.replace(/^./, (letter) => letter.toUpperCase());
}

async function readCompartments(
  { field: { plate, well, site }, labels, compartments }: MeasureTask,
  { width, height }: Field,
): Promise<LabelledCompartment[]> {
  const read = new Map<Compartment, Promise<Int32Array>>();
  const load = (name: Compartment) => {
    const known = read.get(name);
    if (known !== undefined) return known;
    const file = labelFile(labels, { plate, well, site }, name);
    const reading = readObjects(file, name).then((image) => {
      if (image.width === width && image.height === height) return image.labels;
      throw new InputError(`Cannot measure plate ${plate}, well ${well}, site ${site}`, {
        file,
        found: `${image.width} × ${image.height} labels`,
        allowed: `${width} × ${height}, as the field has pixels`,
      });
    });
    read.set(name, reading);
    return reading;
  };
  return await Promise.all(compartments.map(async ({ name, derived }) => ({
    name: titleOf(name),
    labels: derived ? cytoplasmOf(await load("cells"), await load("nuclei")) : await load(name),
  })));
}

function cellProfiles(
  { field: { plate, well, site, metadata }, families }: MeasureTask,
  field: Field,
  compartments: LabelledCompartment[],
): Profiles<Float64Array> {
  const { objects, features, values, centres } = measureField(field, compartments, { families });
  const count = objects.length;
  const text = (name: string, value: string | null) =>
    pl.Series(name, new Array<string | null>(count).fill(value), pl.Utf8);
  const own = ["Metadata_Plate", "Metadata_Well", "Metadata_Site"];
  const meta = pl.DataFrame([
    text("Metadata_Plate", plate),
    text("Metadata_Well", well),
    pl.Series("Metadata_Site", new Array<number>(count).fill(site), pl.Int64),
    pl.Series("ObjectNumber", objects, pl.Int64),
    ...compartments.flatMap(({ name }, c) =>
      ["X", "Y"].map((axis, a) =>
        pl.Series(
          `Metadata_${name}_Location_Center_${axis}`,
          objects.map((_, row) => numberOrNull(centres[2 * (row * compartments.length + c) + a])),
          pl.Float64,
        )
      )
    ),
    ...Object.entries(metadata).filter(([name]) => !own.includes(name))
      .map(([name, value]) => text(name, value)),
  ]);
  return makeProfiles(meta, features, values);
}

function numberOrNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

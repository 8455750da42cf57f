import pl from "nodejs-polars";
import { makeProfiles, type Profiles } from "../../core/profiles.ts";
import { readField } from "../../data/fields.ts";
import type { IndexedField } from "../../data/index_file.ts";
import type { Compartment } from "../../data/label_files.ts";
import { writePart } from "../../data/profiles_part.ts";
import type { Field } from "../../image/field.ts";
import { type LabelledCompartment, measureField } from "../../segment/measure.ts";
import type { Family } from "../../segment/measure/family.ts";
import { type BadField, orBad } from "../over_fields.ts";
import {
  type CompartmentSource,
  type FieldCompartments,
  readCompartments,
} from "./read_compartments.ts";

/** One field to be measured, as it crosses to a worker. */
export interface MeasureTask extends CompartmentSource {
  /** Row of an index. */
  field: IndexedField;
  /** Channels, in the order of the columns. */
  channels: string[];
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

/** What was found in a field. */
export interface MeasuredField extends Pick<FieldCompartments, "matched"> {
  /** How many cells it has. */
  cells: number;
}

/**
 * Measures one field and writes its rows as a part.
 *
 * @param task The field and what to measure.
 * @returns What was found in it, or why it was left out.
 * @throws {InputError} for images or labels that cannot be read or do not fit, unless `skipBad`.
 */
export async function measureTask(task: MeasureTask): Promise<MeasuredField | BadField> {
  return await orBad(task.skipBad, async () => {
    const { channels, illumination, background } = task;
    const field = await readField(task.field, { channels, illumination, background });
    const { compartments, ...joined } = await readCompartments(task, field);
    const parts = compartments.map(({ name, labels }) => ({ name: titleOf(name), labels }));
    const profiles = cellProfiles(task, field, parts);
    await writePart(task.part, profiles);
    return { cells: profiles.meta.height, ...joined };
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

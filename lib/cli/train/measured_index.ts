import type { FieldIndex, IndexedField } from "../../data/index_file.ts";
import { readProfiles } from "../../data/profiles_file.ts";
import {
  measuredFields,
  type Measurements,
  measurementsOf,
  sayUnmeasured,
} from "./join_metadata.ts";

/** Fields of an index that have measurements. */
export interface MeasuredIndex {
  /** The index with these fields alone. */
  index: FieldIndex;
  /** Their measurements; absent where none are asked for, and then all fields stay. */
  measurements?: Measurements;
  /** Fields that have none. */
  without: IndexedField[];
}

/**
 * Reads measurements, and leaves fields out that have none: a field without a cell has no row of cells.
 *
 * @param index Fields.
 * @param file Profiles of cells, sites or wells; undefined for none.
 * @param line Takes what is to be said of fields that are left out.
 * @throws {InputError} for profiles that cannot be read or do not tell plate and well; where no field has
 * measurements.
 *
 * @example
 * ```ts
 * import { measuredIndex } from "./measured_index.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const index = { channels: ["DNA"], fields: [] };
 * assertEquals(await measuredIndex(index, undefined, () => {}), { index, without: [] });
 * ```
 */
export async function measuredIndex(
  index: FieldIndex,
  file: string | undefined,
  line: (text: string) => void,
): Promise<MeasuredIndex> {
  if (file === undefined) return { index, without: [] };
  const measurements = measurementsOf(await readProfiles(file), file);
  const fields = measuredFields(index.fields, measurements), { measured, without } = fields;
  const said = sayUnmeasured(fields, file);
  if (said !== undefined) line(said);
  return { index: { ...index, fields: measured }, measurements, without };
}

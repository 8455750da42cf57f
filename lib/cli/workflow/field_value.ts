import type { FieldIndex } from "../../data/index_file.ts";
import { columnIn } from "../profile/choose_rows.ts";

/** A field of an index. */
export type IndexedField = FieldIndex["fields"][number];

/**
 * What a field has in a column that its rows will have.
 *
 * @param field A field.
 * @param column `Metadata_Plate`, `Metadata_Well` or a metadata column of the index.
 * @returns Empty where there is nothing.
 *
 * @example
 * ```ts
 * import { valueOf } from "./field_value.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = { plate: "P1", well: "B02", site: 1, files: {}, pixelSize: NaN, metadata: {} };
 * assertEquals([valueOf(field, "Metadata_Plate"), valueOf(field, "Metadata_Dose")], ["P1", ""]);
 * ```
 */
export function valueOf({ plate, well, metadata }: IndexedField, column: string): string {
  if (column === "Metadata_Plate") return plate;
  return column === "Metadata_Well" ? well : metadata[column] ?? "";
}

/**
 * Which fields show negative controls.
 *
 * @param controls `COLUMN=VALUE`, or several values with `|` between them.
 * @throws {InputError} for another form.
 *
 * @example
 * ```ts
 * import { controlsIn } from "./field_value.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const metadata = { drug: "water" };
 * const field = { plate: "P1", well: "B02", site: 1, files: {}, pixelSize: NaN, metadata };
 * assertEquals(controlsIn("drug=DMSO|water")(field), true);
 * ```
 */
export function controlsIn(controls: string): (field: IndexedField) => boolean {
  const column = columnIn(controls, "controls");
  const wanted = new Set(controls.slice(column.length + 1).split("|"));
  return (field) => wanted.has(valueOf(field, column));
}

/**
 * How many wells fields are of.
 *
 * @param fields Fields.
 *
 * @example
 * ```ts
 * import { wellsOf } from "./field_value.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = { plate: "P1", well: "B02", files: {}, pixelSize: NaN, metadata: {} };
 * assertEquals(wellsOf([{ ...field, site: 1 }, { ...field, site: 2 }]), 1);
 * ```
 */
export function wellsOf(fields: readonly IndexedField[]): number {
  return new Set(fields.map(({ plate, well }) => JSON.stringify([plate, well]))).size;
}

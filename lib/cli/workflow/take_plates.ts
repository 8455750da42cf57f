import { InputError } from "../../core/errors.ts";
import { allowedNames } from "../../core/nearest_name.ts";
import type { FieldIndex } from "../../data/index_file.ts";

/**
 * The fields of some plates of an index, in its order.
 *
 * @param index Fields.
 * @param plates Names of the plates; none for all.
 * @throws {InputError} for a plate that the index has not, or an index without fields.
 *
 * @example
 * ```ts
 * import { takePlates } from "./take_plates.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = { well: "B02", site: 1, files: {}, pixelSize: NaN, metadata: {} };
 * const fields = ["P1", "P2"].map((plate) => ({ plate, ...field }));
 * assertEquals(takePlates({ channels: [], fields }, ["P2"]).fields, [fields[1]!]);
 * ```
 */
export function takePlates(index: FieldIndex, plates: readonly string[]): FieldIndex {
  const there = new Set(index.fields.map(({ plate }) => plate));
  const missing = plates.find((plate) => !there.has(plate));
  if (missing !== undefined) {
    throw new InputError("The index has no such plate", {
      column: "plate",
      found: missing,
      ...allowedNames(missing, [...there]),
    });
  }
  if (there.size === 0) throw new InputError("The index has no fields");
  if (plates.length === 0) return index;
  return { ...index, fields: index.fields.filter(({ plate }) => plates.includes(plate)) };
}

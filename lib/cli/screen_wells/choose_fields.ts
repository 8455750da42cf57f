import type { IndexedField } from "../../data/index_file.ts";

/**
 * A part of a screen that can be measured in a minute: the first site of every well, on the first
 * plates of every week.
 *
 * @param fields Fields of an index; `Metadata_Week` says the week, all are one week without it.
 * @param platesPerWeek How many plates a week.
 *
 * @example
 * ```ts
 * import { chooseFields } from "./choose_fields.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = (plate: string, site: number) => ({
 *   plate,
 *   well: "B02",
 *   site,
 *   files: {},
 *   pixelSize: NaN,
 *   metadata: { Metadata_Week: "1" },
 * });
 * const chosen = chooseFields([field("P1", 2), field("P1", 1), field("P2", 1)], 1);
 * assertEquals(chosen.map(({ plate, site }) => [plate, site]), [["P1", 1]]);
 * ```
 */
export function chooseFields(
  fields: readonly IndexedField[],
  platesPerWeek: number,
): IndexedField[] {
  const weeks = new Map<string, Set<string>>();
  const first = new Map<string, IndexedField>();
  for (const field of fields) {
    const week = field.metadata.Metadata_Week ?? "";
    const plates = weeks.get(week) ?? new Set<string>();
    weeks.set(week, plates);
    if (plates.size < platesPerWeek) plates.add(field.plate);
    if (!plates.has(field.plate)) continue;
    const key = JSON.stringify([field.plate, field.well]), before = first.get(key);
    if (before === undefined || field.site < before.site) first.set(key, field);
  }
  return [...first.values()];
}

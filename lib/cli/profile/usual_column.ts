/** Endings that say no more than the thing alone: `well_id`, `Plate Name`. */
const endings = ["", "id", "name", "position", "barcode"];

/**
 * The column that an option names where it is not given: `Metadata_Well`, or the one column that is
 * called so but for its beginning, case and signs: `Well`, `well_id`, `Image_Metadata_Well`.
 *
 * @param usual Name that steps write, with `Metadata_`.
 * @param columns Columns of metadata that there are.
 * @returns Undefined where there is none, or several and no telling which.
 *
 * @example
 * ```ts
 * import { usualColumn } from "./usual_column.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(usualColumn("Metadata_Well", ["Metadata_Well", "Well"]), "Metadata_Well");
 * assertEquals(usualColumn("Metadata_Well", ["Plate", "Well ID"]), "Well ID");
 * assertEquals(usualColumn("Metadata_Well", ["well_id", "well_name"]), undefined);
 * ```
 */
export function usualColumn(usual: string, columns: readonly string[]): string | undefined {
  if (columns.includes(usual)) return usual;
  const thing = plain(usual);
  const [found, ...others] = columns.filter((name) =>
    endings.some((ending) => plain(name) === thing + ending)
  );
  return others.length === 0 ? found : undefined;
}

function plain(column: string): string {
  return column.replace(/^(image_)?metadata_/i, "").toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

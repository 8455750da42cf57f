import { InputError } from "../../core/errors.ts";
import { groupRows } from "../../core/group_rows.ts";
import type { Matrix } from "../../core/matrix.ts";
import type { Profiles } from "../../core/profiles.ts";
import type { IndexedField } from "../../data/index_file.ts";
import { aggregate } from "../../profile/aggregate.ts";

/** Measurements that go with each field. */
export interface FieldMetadata {
  /** Names of the measurements [d]. */
  columns: string[];
  /** Their values [fields × d]. */
  matrix: Matrix<Float64Array>;
}

/**
 * Means of measurements for each field: of its site where the profiles have sites, else of its well.
 *
 * @param fields Fields of an index [n].
 * @param profiles Rows with `Metadata_Plate`, `Metadata_Well` and perhaps `Metadata_Site`.
 * @throws {InputError} naming the first field that has no measurements.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { joinMetadata } from "./join_metadata.ts";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Plate: ["P", "P"], Metadata_Well: ["A01", "A01"] });
 * const profiles = makeProfiles(meta, ["area"], new Float64Array([1, 3]));
 * const field = { plate: "P", well: "A01", site: 2, files: {}, pixelSize: 1, metadata: {} };
 * assertEquals([...joinMetadata([field], profiles).matrix.data], [2]);
 * ```
 */
export function joinMetadata(fields: readonly IndexedField[], profiles: Profiles): FieldMetadata {
  const sites = profiles.meta.columns.includes("Metadata_Site");
  const by = ["Metadata_Plate", "Metadata_Well", ...(sites ? ["Metadata_Site"] : [])];
  const means = aggregate(profiles, { by });
  const rows = groupRows(means.meta, by), columns = [...means.features];
  const data = new Float64Array(fields.length * columns.length);
  fields.forEach(({ plate, well, site }, i) => {
    const key = [plate, well, ...(sites ? [site] : [])].join("\t");
    const [row] = rows.get(key) ?? [];
    if (row === undefined) {
      throw new InputError("A field has no measurements", {
        row: i + 1,
        found: `plate ${plate}, well ${well}, site ${site}`,
        allowed: `one of ${rows.size} places with measurements`,
      });
    }
    const from = row * columns.length;
    data.set(means.values.subarray(from, from + columns.length), i * columns.length);
  });
  return { columns, matrix: { rows: fields.length, cols: columns.length, data } };
}

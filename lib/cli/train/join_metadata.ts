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
 * Medians of measurements for each field: of its site where the profiles have sites, else of its well.
 * A single cell can have moments a million times those of others, which a mean would follow.
 *
 * @param fields Fields of an index [n].
 * @param profiles Rows with `Metadata_Plate`, `Metadata_Well` and perhaps `Metadata_Site`.
 * @param file Where they are from, for messages.
 * @throws {InputError} naming the first field that has no measurements, or lacks one of them.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { joinMetadata } from "./join_metadata.ts";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Plate: ["P", "P", "P"], Metadata_Well: ["A01", "A01", "A01"] });
 * const profiles = makeProfiles(meta, ["area"], new Float64Array([1, 2, 900]));
 * const field = { plate: "P", well: "A01", site: 2, files: {}, pixelSize: 1, metadata: {} };
 * assertEquals([...joinMetadata([field], profiles).matrix.data], [2]);
 * ```
 */
export function joinMetadata(
  fields: readonly IndexedField[],
  profiles: Profiles,
  file?: string,
): FieldMetadata {
  const sites = profiles.meta.columns.includes("Metadata_Site");
  const by = ["Metadata_Plate", "Metadata_Well", ...(sites ? ["Metadata_Site"] : [])];
  const medians = aggregate(profiles, { by, method: "median" });
  const rows = groupRows(medians.meta, by), columns = [...medians.features];
  const data = new Float64Array(fields.length * columns.length);
  fields.forEach(({ plate, well, site }, i) => {
    const key = [plate, well, ...(sites ? [site] : [])].join("\t");
    const [row] = rows.get(key) ?? [], where = `plate ${plate}, well ${well}, site ${site}`;
    if (row === undefined) {
      throw new InputError("A field has no measurements", {
        ...(file === undefined ? {} : { file }),
        found: where,
        allowed: `one of ${rows.size} places with measurements`,
      });
    }
    const from = row * columns.length;
    const own = medians.values.subarray(from, from + columns.length);
    const lacking = own.findIndex((value) => !Number.isFinite(value));
    if (lacking >= 0) {
      throw new InputError("A field lacks a measurement", {
        ...(file === undefined ? {} : { file }),
        column: columns[lacking] as string,
        found: `${own[lacking]} in ${where}`,
        allowed: "a finite number",
        hint: "c2s select leaves such columns out, or fills the gaps with --impute median",
      });
    }
    data.set(own, i * columns.length);
  });
  return { columns, matrix: { rows: fields.length, cols: columns.length, data } };
}

/** Columns of metadata that steps look for, as they write them. */
const standard = [
  "Plate",
  "Well",
  "Site",
  "Compound",
  "Concentration",
  "MoA",
  "Treatment",
  "Batch",
  "Week",
].map((name) => `Metadata_${name}`);

/**
 * The one spelling of a column of metadata: `Metadata_compound` and `metadata_COMPOUND` are
 * `Metadata_Compound`.
 *
 * @param name Name of a column.
 * @returns The name, of which only the beginning may change where no step looks for it.
 *
 * @example
 * ```ts
 * import { standardColumn } from "./standard_column.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   ["Metadata_moa", "metadata_Well", "metadata_donor", "Actin"].map(standardColumn),
 *   ["Metadata_MoA", "Metadata_Well", "Metadata_donor", "Actin"],
 * );
 * ```
 */
export function standardColumn(name: string): string {
  return standard.find((one) => one.toLowerCase() === name.toLowerCase()) ??
    name.replace(/^metadata_/i, "Metadata_");
}

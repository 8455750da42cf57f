import { doseColumn } from "./dose_column.ts";

/** What CellProfiler and pycytominer mark as no feature, and indexes of rows that pandas leaves behind. */
const marked = /^(Image_)?Metadata_|^__index_level_\d+__$|^Unnamed: \d+$/;

/** What rows are told apart by, alone or with an ending such as `name` or `id`. */
const things = "assayplate plate well row wellrow column wellcolumn col wellcol site field fov " +
  "fieldofview image object table batch week day date experiment replicate compound drug " +
  "treatment substance pert cellline donor patient target gene label class";
const endings = "name iname id number no nr index code type barcode position";
const others = "barcode position cellid timepoint moa mechanism mechanismofaction smiles inchi " +
  "inchikey broadsample control controltype role unit units id name file filename path pathname filepath";

const doseWord = /^(conc|concentration|dose)(?![a-z])/i;
const bookkeeping = new Set([
  ...things.split(" ").flatMap((thing) => [
    thing,
    ...endings.split(" ").map((ending) => `${thing}${ending}`),
  ]),
  ...others.split(" "),
]);

/**
 * Whether a column says by its bare name which place, compound or dose a row is of: `Plate`, `well_id`,
 * `ImageNumber`, `Compound`, `dose`, `conc_nM`. Names that begin with a part of the cell never do.
 *
 * @param column Its name.
 *
 * @example
 * ```ts
 * import { isBookkeeping } from "./metadata_column.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const names = ["Well ID", "Dose [mM]", "Cells_Number_Object_Number", "concavity", "age"];
 * assertEquals(names.map(isBookkeeping), [true, true, false, false, false]);
 * ```
 */
export function isBookkeeping(column: string): boolean {
  const dose = doseColumn(column);
  // A dose in another unit, or its level, is one, too; of other words only whole ones say so: concavity.
  const isDose = typeof dose === "number" || dose === "unclear" && doseWord.test(column);
  return isDose || bookkeeping.has(column.toLowerCase().replaceAll(/[^a-z0-9]/g, ""));
}

/**
 * Whether a column is metadata by its name: it starts with `Metadata_` or `Image_Metadata_`, is a row
 * index that pandas left behind, or is called as what rows are told apart by ({@link isBookkeeping}).
 * Every other column is a feature, and must hold numbers.
 *
 * @param column Its name.
 *
 * @example
 * ```ts
 * import { isMetadataColumn } from "./metadata_column.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const names = ["Image_Metadata_Well", "dose", "Cells_AreaShape_Area", "inception_v3_0000"];
 * assertEquals(names.map(isMetadataColumn), [true, true, false, false]);
 * ```
 */
export function isMetadataColumn(column: string): boolean {
  return marked.test(column) || isBookkeeping(column);
}

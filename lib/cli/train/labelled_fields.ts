import { counted } from "../../core/counted.ts";
import { InputError } from "../../core/errors.ts";
import { allowedNames } from "../../core/nearest_name.ts";
import type { FieldIndex, IndexedField } from "../../data/index_file.ts";
import type { SplitItem } from "../../learn/split.ts";
import { chooseValues, columnIn } from "../profile/choose_rows.ts";

/** Fields whose class is known. */
export interface LabelledFields {
  /** Rows of the index [n]. */
  rows: IndexedField[];
  /** What a split has to know of each [n]. */
  items: SplitItem[];
  /** Names of the classes, sorted. */
  classes: string[];
  /** Class number of each field [n]. */
  targets: number[];
}

/** Which fields {@link labelledFields} takes, and what it calls them. */
export interface LabelledFieldsOptions {
  /** Column with the class. */
  label: string;
  /** Column with the compound; defaults to *the class is the compound*, for splits that ask for none. */
  compound?: string | undefined;
  /** Fields that play no part, each as `COLUMN=VALUE`; defaults to *none*. */
  leaveOut?: readonly string[];
  /** Takes what is to be said of fields that are left out. */
  line: (text: string) => void;
}

/**
 * The fields of an index whose class is known.
 *
 * @param index The index.
 * @param options Columns, and what plays no part.
 * @throws {InputError} for a column that the index does not have, a value that it does not hold, or where
 * no field is left.
 *
 * @example
 * ```ts
 * import { labelledFields } from "./labelled_fields.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = { plate: "P1", well: "B02", site: 1, files: {}, pixelSize: NaN };
 * const fields = ["taxol", ""].map((drug) => ({ ...field, metadata: { Metadata_Drug: drug } }));
 * const options = { label: "Metadata_Drug", line: () => {} };
 * const { classes, rows } = labelledFields({ channels: [], fields }, options);
 * assertEquals([classes, rows.length], [["taxol"], 1]);
 * ```
 */
export function labelledFields(
  { fields }: FieldIndex,
  { label, compound, leaveOut = [], line }: LabelledFieldsOptions,
): LabelledFields {
  requireColumn(fields, label, "--label");
  if (compound !== undefined) requireColumn(fields, compound, "--compound");
  const out = new Set(leaveOut.flatMap((chosen) => chosenOf(fields, chosen)));
  let rows = fields.filter((field) => !out.has(field));
  for (const column of new Set([label, compound ?? label])) {
    const known = rows.filter(({ metadata }) => (metadata[column] ?? "") !== "");
    const without = rows.length - known.length;
    if (without > 0) line(`left out: ${counted(without, "field")} without ${column}`);
    rows = known;
  }
  if (rows.length === 0) {
    throw new InputError("There is nothing to learn", { found: `no field with ${label}` });
  }
  const items = rows.map(({ plate, well, metadata }): SplitItem => ({
    label: metadata[label] as string,
    compound: metadata[compound ?? label] as string,
    plate,
    well,
    week: metadata.Metadata_Week ?? "",
  }));
  return { rows, items, ...classesOf(items) };
}

function classesOf(items: readonly SplitItem[]): Pick<LabelledFields, "classes" | "targets"> {
  const classes = [...new Set(items.map((item) => item.label))].sort();
  return { classes, targets: items.map((item) => classes.indexOf(item.label)) };
}

/**
 * Those of some labelled fields that can be read; a class that none is left of is none.
 *
 * @param labelled The fields.
 * @param readable Fields that can be read, perhaps others beside them.
 *
 * @example
 * ```ts
 * import { readableOnes } from "./labelled_fields.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = ["B02", "B03"].map((well) =>
 *   ({ plate: "P1", well, site: 1, files: {}, pixelSize: NaN, metadata: {} })
 * );
 * const items = ["DMSO", "taxol"].map((label) => ({ label, compound: label, plate: "P1", week: "" }));
 * const labelled = { rows, items, classes: ["DMSO", "taxol"], targets: [0, 1] };
 * const { classes, targets } = readableOnes(labelled, new Set([rows[1]!]));
 * assertEquals([classes, targets], [["taxol"], [0]]);
 * ```
 */
export function readableOnes(
  { rows, items }: LabelledFields,
  readable: ReadonlySet<IndexedField>,
): LabelledFields {
  const kept = items.filter((_, i) => readable.has(rows[i]!));
  return { rows: rows.filter((row) => readable.has(row)), items: kept, ...classesOf(kept) };
}

function requireColumn(fields: readonly IndexedField[], column: string, option: string): void {
  const columns = Object.keys(fields[0]?.metadata ?? {});
  if (columns.includes(column)) return;
  throw new InputError("The index has no such column", {
    option,
    found: column,
    ...allowedNames(column, columns),
  });
}

function chosenOf(fields: readonly IndexedField[], chosen: string): IndexedField[] {
  const column = columnIn(chosen, "leave-out");
  requireColumn(fields, column, "--leave-out");
  const values = fields.map(({ metadata }) => String(metadata[column]));
  const out = chooseValues(values, chosen, "leave-out");
  return fields.filter((_, i) => out[i]);
}

import { counted } from "../../core/counted.ts";
import { InputError } from "../../core/errors.ts";
import type { FieldIndex, IndexedField } from "../../data/index_file.ts";
import { type Split, split, type SplitItem, type SplitOptions } from "../../learn/split.ts";

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

/**
 * The fields of an index whose class is known.
 *
 * @param index The index.
 * @param label Column with the class.
 * @param line Takes what is to be said of fields without one.
 * @throws {InputError} for a column that the index does not have.
 *
 * @example
 * ```ts
 * import { labelledFields } from "./labelled_fields.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = { plate: "P1", well: "B02", site: 1, files: {}, pixelSize: NaN };
 * const fields = ["taxol", ""].map((drug) => ({ ...field, metadata: { Metadata_Drug: drug } }));
 * const { classes, rows } = labelledFields({ channels: [], fields }, "Metadata_Drug", () => {});
 * assertEquals([classes, rows.length], [["taxol"], 1]);
 * ```
 */
export function labelledFields(
  { fields }: FieldIndex,
  label: string,
  line: (text: string) => void,
): LabelledFields {
  const columns = Object.keys(fields[0]?.metadata ?? {});
  if (!columns.includes(label)) {
    throw new InputError("The index has no such column", {
      option: "--label",
      found: label,
      allowed: columns.join(", "),
    });
  }
  const rows = fields.filter(({ metadata }) => (metadata[label] ?? "") !== "");
  const without = fields.length - rows.length;
  if (without > 0) line(`left out: ${counted(without, "field")} without ${label}`);
  const items = rows.map(({ plate, metadata }): SplitItem => ({
    label: metadata[label] as string,
    compound: metadata.Metadata_Compound ?? (metadata[label] as string),
    plate,
    week: metadata.Metadata_Week ?? "",
  }));
  const classes = [...new Set(items.map((item) => item.label))].sort();
  return { rows, items, classes, targets: items.map((item) => classes.indexOf(item.label)) };
}

/**
 * Splits fields so that every class can be learned.
 *
 * @param items The fields.
 * @param options As of `split`; DMSO is the control.
 * @throws {InputError} naming a class that no field is left to learn of.
 */
export function splitToLearn(
  items: readonly SplitItem[],
  options: Omit<SplitOptions, "controls">,
): Split {
  const found = split(items, { ...options, controls: ["DMSO"] });
  const missing = found.absent.find(({ set }) => set === "train");
  if (missing === undefined) return found;
  throw new InputError(`No field of the class ${missing.label} is left to learn`, {
    option: "--split",
    found: options.by,
    hint: "Split by another rule, or leave the class out",
  });
}

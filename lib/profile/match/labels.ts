import type pl from "nodejs-polars";
import { InputError } from "../../core/errors.ts";
import { metaValues } from "../../core/profiles.ts";

/** Metadata columns that matching reads. */
export interface MatchColumns {
  /** Compound of a treatment, for example `Image_Metadata_Compound`. */
  compound: string;
  /** Mechanism of action; null where it is unknown. */
  moa: string;
  /** Batch (plate, week) in which a treatment was measured; needed for NSCB only. */
  batch?: string;
}

/** What matching knows of each treatment. */
export interface TreatmentLabels {
  /** Compounds [n]. */
  compounds: string[];
  /** Mechanisms, null where unknown [n]. */
  moas: (string | null)[];
  /** Batches [n], where there is such a column. */
  batches?: string[];
}

/**
 * Reads compound, mechanism and batch of each treatment.
 *
 * @param meta Metadata of the treatments [n].
 * @param columns Which columns to read.
 * @throws {InputError} if a column is missing, or a compound or batch is.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { treatmentLabels } from "./labels.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ compound: ["taxol"], moa: ["Microtubule stabilizers"], week: [4] });
 * const labels = treatmentLabels(meta, { compound: "compound", moa: "moa", batch: "week" });
 * assertEquals(labels.batches, ["4"]);
 * ```
 */
export function treatmentLabels(meta: pl.DataFrame, columns: MatchColumns): TreatmentLabels {
  const { compound, moa, batch } = columns;
  // Tables of R write what is missing as empty text.
  const moas = metaValues(meta, moa).map((value) => {
    const text = value === null ? "" : String(value);
    return text.trim() === "" ? null : text;
  });
  const labels = { compounds: present(meta, compound), moas };
  return batch === undefined ? labels : { ...labels, batches: present(meta, batch) };
}

function present(meta: pl.DataFrame, column: string): string[] {
  return metaValues(meta, column).map((value, row) => {
    if (value !== null && value !== "") return String(value);
    throw new InputError("Cannot match treatments", {
      row: row + 1,
      column,
      found: value,
      allowed: "a value in every row",
    });
  });
}

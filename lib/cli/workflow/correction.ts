import { unsharedTreatments } from "../../profile/combat/unshared_treatments.ts";
import { type IndexedField, valueOf, wellsOf } from "./field_value.ts";

/** What tells batches, treatments and controls. */
export interface CorrectionColumns {
  /** Column of the batch. */
  batch: string;
  /** Columns that make a treatment. */
  treatment: readonly string[];
  /** Which fields show negative controls. */
  isControl: (field: IndexedField) => boolean;
}

/**
 * The command that corrects batches.
 *
 * ComBat without covariates brings the means of all wells together: right where all batches have the
 * same treatments. Where they differ it takes what treatments do for what batches do, and moves the
 * controls apart; TVN is fitted on the controls alone.
 *
 * @param fields Fields.
 * @param columns What tells batches, treatments and controls.
 * @returns null for one batch, or where TVN lacks two wells of controls in some batch.
 *
 * @example
 * ```ts
 * import { correctionFor } from "./correction.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = (plate: string, drug: string) => (
 *   { plate, well: "B02", site: 1, files: {}, pixelSize: NaN, metadata: { drug } }
 * );
 * const columns = { batch: "Metadata_Plate", treatment: ["drug"], isControl: () => false };
 * assertEquals(correctionFor([field("P1", "a"), field("P2", "a")], columns), "combat");
 * ```
 */
export function correctionFor(
  fields: readonly IndexedField[],
  { batch, treatment, isControl }: CorrectionColumns,
): "combat" | "tvn" | null {
  const batches = fields.map((field) => valueOf(field, batch)), names = [...new Set(batches)];
  if (names.length < 2) return null;
  const treatments = fields.map((field) =>
    isControl(field) ? "" : JSON.stringify(treatment.map((name) => valueOf(field, name)))
  );
  if (unsharedTreatments(treatments, batches).some.length === 0) return "combat";
  const controls = Map.groupBy(fields.filter(isControl), (field) => valueOf(field, batch));
  return names.every((name) => wellsOf(controls.get(name) ?? []) > 1) ? "tvn" : null;
}

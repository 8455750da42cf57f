import { perMicromolar, plainUnit } from "./dose_unit.ts";

const word =
  /^(?:final|nominal|test|treatment|drug|compound|cpd)?(?:concentration|conc|dose)(?:in)?(.*)$/;

/**
 * Whether a column holds concentrations, and in which unit, by its name: `dose` and `Final conc. (µM)` hold µM,
 * `conc_nM` and `Dose [nM]` nM, `mmoles_per_liter` mM.
 *
 * @param name Name of the column.
 * @returns How many of its unit are 1 µM; `"unclear"` where the name speaks of a concentration or a dose, but
 * is none of these (`dose_level`, `Concentration (µg/ml)`, `conc_unit`); undefined for any other column.
 *
 * @example
 * ```ts
 * import { doseColumn } from "./dose_column.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const names = ["Dose", "Conc. (µM)", "conc_nM", "Concentration (µg/ml)", "compound"];
 * assertEquals(names.map(doseColumn), [1, 1, 1000, "unclear", undefined]);
 * ```
 */
export function doseColumn(name: string): number | "unclear" | undefined {
  const plain = plainUnit(name.toLowerCase().replace(/^(image_)?metadata_/, ""));
  const unit = word.exec(plain)?.[1] ?? (plain.endsWith("moll") ? plain : undefined);
  const factor = unit === "" ? 1 : perMicromolar(unit ?? "");
  // Concanavalin is a stain.
  return factor ?? (/conc(?!an)|dose/.test(plain) ? "unclear" : undefined);
}

/** Names of columns whose unit {@link doseColumn} knows, in words for messages. */
export const doseColumnNames =
  "concentration, conc or dose, alone (µM) or with pM, nM, µM, mM or M: conc_nM";

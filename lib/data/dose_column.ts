/** How many of each unit are 1 µM. */
const units: Record<string, number> = {
  pm: 1e6,
  pmoll: 1e6,
  picomolar: 1e6,
  nm: 1e3,
  nmoll: 1e3,
  nanomolar: 1e3,
  um: 1,
  umoll: 1,
  micromolar: 1,
  mm: 1e-3,
  mmoll: 1e-3,
  millimolar: 1e-3,
  m: 1e-6,
  moll: 1e-6,
  molar: 1e-6,
};

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
  const plain = name.toLowerCase().replace(/^(image_)?metadata_/, "").replaceAll(/[µμ]/g, "u")
    .replaceAll(/[^a-z0-9%]/g, "").replace(/mol(es?)?(per)?l(it(er|re))?$/, "moll");
  const unit = word.exec(plain)?.[1] ?? (plain.endsWith("moll") ? plain : undefined);
  const perMicromolar = unit === "" ? 1 : units[unit ?? ""];
  // Concanavalin is a stain.
  return perMicromolar ?? (/conc(?!an)|dose/.test(plain) ? "unclear" : undefined);
}

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

/**
 * A unit of concentrations, or a name of a column with one in it, in the spelling that is compared: small
 * letters, u for both signs of micro, `moll` for mol/L and its kin, without blanks and brackets.
 *
 * @param text As somebody wrote it.
 *
 * @example
 * ```ts
 * import { plainUnit } from "./dose_unit.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(["µM", "nmol / L", "Conc. [mM]"].map(plainUnit), ["um", "nmoll", "concmm"]);
 * ```
 */
export function plainUnit(text: string): string {
  return text.toLowerCase().replaceAll(/[µμ]/g, "u").replaceAll(/[^a-z0-9%]/g, "")
    .replace(/mol(es?)?(per)?l(it(er|re))?$/, "moll");
}

/**
 * How many of a unit are 1 µM.
 *
 * @param unit pM, nM, µM, mM or M, as people write them.
 * @returns undefined for any other unit, such as those of mass.
 *
 * @example
 * ```ts
 * import { perMicromolar } from "./dose_unit.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(["nM", "uM", "mol/L", "ug/mL", "%"].map(perMicromolar), [1000, 1, 1e-6, undefined, undefined]);
 * ```
 */
export function perMicromolar(unit: string): number | undefined {
  const plain = plainUnit(unit);
  return Object.hasOwn(units, plain) ? units[plain] : undefined;
}

/**
 * The usual sign of a unit of which so many are 1 µM.
 *
 * @param factor From `perMicromolar`; of any other number the words say that the unit is not known.
 *
 * @example
 * ```ts
 * import { unitSign } from "./dose_unit.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([1000, 1, 1e-6].map(unitSign), ["nM", "µM", "M"]);
 * ```
 */
export function unitSign(factor: number): string {
  return signs.find((sign) => perMicromolar(sign) === factor) ?? "a unit that is known";
}

const signs = ["pM", "nM", "µM", "mM", "M"];

// Facts about elements as tabulated in RDKit release 2026.09.1 (BSD 3-Clause licence, © Greg Landrum and other RDKit contributors).

/**
 * Electrons in the outer shell of each element, by atomic number; 0 for the dummy `*`.
 *
 * @example
 * ```ts
 * import { outerElectrons } from "./elements.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([outerElectrons[6], outerElectrons[8]], [4, 6]); // carbon, oxygen
 * ```
 */
export const outerElectrons = byAtomicNumber([
  "0",
  "1 2",
  "1 2 3 4 5 6 7 8",
  "1 2 3 4 5 6 7 8",
  "1 2 3 4 5 6 7 8 9 10 11 2 3 4 5 6 7 8",
  "1 2 3 4 5 6 7 8 9 10 11 2 3 4 5 6 7 8",
  "1 2 3 4 3 4 5 6 7 8 9 10 11 12 13 14 15 4 5 6 7 8 9 10 11 2 3 4 5 6 7 8",
  "1 2 3 4 3 4 5 6 7 8 9 10 11 12 13 14 15 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2",
]);

/**
 * Usual number of bonds of each element, by atomic number; -1 where it has none, as metals.
 *
 * @example
 * ```ts
 * import { usualValence } from "./elements.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([usualValence[6], usualValence[78]], [4, -1]); // carbon, platinum
 * ```
 */
export const usualValence = byAtomicNumber([
  "0",
  "1 0",
  "1 2 3 4 3 2 1 0",
  "1 2 3 4 3 2 1 0",
  "1 2 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 3 4 3 2 1 0",
  "1 2 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 3 2 3 2 1 0",
  "1 2 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 2 3 2",
  "1 0",
  "1 2 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1",
  "-1 -1 -1",
]);

/**
 * Bond radius of each element, by atomic number, Å; 0 where none is known.
 *
 * @example
 * ```ts
 * import { bondRadius } from "./elements.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(bondRadius[6], 0.77); // carbon
 * ```
 */
export const bondRadius = byAtomicNumber([
  "0",
  "0.33 0.7",
  "1.23 0.9 0.82 0.77 0.7 0.66 0.611 0.7",
  "1.54 1.36 1.18 0.937 0.89 1.04 0.997 1.74",
  "2.03 1.74 1.44 1.32 1.22 1.18 1.17 1.17 1.16 1.15 1.17 1.25 1.26 1.188 1.2 1.17 1.167",
  "1.91",
  "2.16 1.91 1.62 1.45 1.34 1.3 1.27 1.25 1.25 1.28 1.34 1.48 1.44 1.385 1.4 1.378 1.387",
  "1.98",
  "2.35 1.98 1.69 1.83 1.82 1.81 1.8 1.8 1.99 1.79 1.76 1.75 1.74 1.73 1.72 1.94 1.72",
  "1.44 1.34 1.3 1.28 1.26 1.27 1.3 1.34 1.49 1.48 1.48 1.45 1.46 1.45 2.4",
  "2 1.9 1.88 1.79 1.61 1.58 1.55 1.53 1.07 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0",
  "0",
]);

/** Numbers of one period a line, with the dummy atom before them. */
function byAtomicNumber(periods: readonly string[]): readonly number[] {
  return periods.join(" ").split(" ").map(Number);
}

// Electronegativity parameters as tabulated in RDKit release 2026.09.1 (BSD 3-Clause licence,
// © Greg Landrum and other RDKit contributors); those from phosphorus sp² on were computed there
// after PyBabel.

/** Parameters a, b, c of the orbital electronegativity a + bq + cq² at charge q, eV. */
export type Electronegativity = readonly [a: number, b: number, c: number];

/**
 * Electronegativity of an atom, by element and kind: `sp`, `sp2`, `sp3`; for sulphur with two or one
 * oxygens and no simple hybridisation `so2` and `so`; `*` for hydrogen.
 *
 * Source: J. Gasteiger, M. Marsili, Tetrahedron 36, 3219 (1980).
 *
 * @example
 * ```ts
 * import { electronegativities } from "./gasteiger_parameters.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(electronegativities["6 sp3"], [7.98, 9.18, 1.88]);
 * ```
 */
export const electronegativities: Readonly<Record<string, Electronegativity>> = {
  "1 *": [7.17, 6.24, -0.56],
  "6 sp3": [7.98, 9.18, 1.88],
  "6 sp2": [8.79, 9.32, 1.51],
  "6 sp": [10.39, 9.45, 0.73],
  "7 sp3": [11.54, 10.82, 1.36],
  "7 sp2": [12.87, 11.15, 0.85],
  "7 sp": [15.68, 11.7, -0.27],
  "8 sp3": [14.18, 12.92, 1.39],
  "8 sp2": [17.07, 13.79, 0.47],
  "9 sp3": [14.66, 13.85, 2.31],
  "17 sp3": [11.00, 9.69, 1.35],
  "35 sp3": [10.08, 8.47, 1.16],
  "53 sp3": [9.9, 7.96, 0.96],
  "16 sp3": [10.14, 9.13, 1.38],
  "16 so": [10.14, 9.13, 1.38],
  "16 so2": [12.00, 10.81, 1.20],
  "16 sp2": [10.88, 9.49, 1.33],
  "15 sp3": [8.90, 8.24, 0.96],
  "15 sp2": [9.665, 8.530, 0.735],
  "14 sp3": [7.300, 6.567, 0.657],
  "14 sp2": [7.905, 6.748, 0.443],
  "14 sp": [9.065, 7.027, -0.002],
  "5 sp3": [5.980, 6.820, 1.605],
  "5 sp2": [6.420, 6.807, 1.322],
  "4 sp3": [3.845, 6.755, 3.165],
  "4 sp2": [4.005, 6.725, 3.035],
  "12 sp2": [3.565, 5.572, 2.197],
  "12 sp3": [3.300, 5.587, 2.447],
  "12 sp": [4.040, 5.472, 1.823],
  "13 sp3": [5.375, 4.953, 0.867],
  "13 sp2": [5.795, 5.020, 0.695],
};

/**
 * Electronegativity of the cation of hydrogen, eV: where charge flows to an atom, its step is
 * divided by this of the atom that gives.
 *
 * @example
 * ```ts
 * import { hydrogenCation } from "./gasteiger_parameters.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(hydrogenCation, 20.02);
 * ```
 */
export const hydrogenCation = 20.02;

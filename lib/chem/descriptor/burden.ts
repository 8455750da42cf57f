import type { MoleculeGraph } from "../molecule_graph.ts";
import { extremeEigenvalues } from "./extreme_eigenvalues.ts";

/** What the matrix has for atoms that are not bonded. */
const unbonded = 0.001;

/** Properties of atoms that stand on the diagonal [atoms]. */
export interface BurdenProperties {
  /** Masses, u. */
  mass: ArrayLike<number>;
  /** Partial charges, e. */
  charge: ArrayLike<number>;
  /** Contributions to logP. */
  logP: ArrayLike<number>;
  /** Contributions to molar refractivity, cm³/mol. */
  refractivity: ArrayLike<number>;
}

/**
 * Burden's eigenvalues, BCUT2D: the largest and the smallest of a matrix that has a property of the
 * atoms on its diagonal, b^-½ for a bond of order b, and 0.001 for atoms that are not bonded.
 * Hydrogens are left out.
 *
 * All are NaN where a charge has no parameters (metals) or a bond has no order, and 0 without any
 * atom but hydrogen, as in RDKit.
 *
 * Sources: F. R. Burden, J. Chem. Inf. Comput. Sci. 29, 225 (1989); R. S. Pearlman, K. M. Smith,
 * Perspect. Drug Discov. Des. 9, 339 (1998).
 *
 * @param graph The molecule.
 * @param properties Of each atom; a property may be NaN.
 * @param complete Whether every atom has parameters for its charge.
 *
 * @example
 * ```ts
 * import { withMolecule } from "../molecule.ts";
 * import { moleculeGraph } from "../molecule_graph.ts";
 * import { loadRDKit } from "../rdkit.ts";
 * import { burdenEigenvalues } from "./burden.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const ethane = withMolecule(await loadRDKit(), "CC", moleculeGraph);
 * const flat = [0, 0];
 * const { BCUT2D_MWHI } = burdenEigenvalues(ethane, {
 *   mass: [12.011, 12.011],
 *   charge: flat,
 *   logP: flat,
 *   refractivity: flat,
 * }, true);
 * assertAlmostEquals(BCUT2D_MWHI as number, 13.011);
 * ```
 */
export function burdenEigenvalues(
  graph: MoleculeGraph,
  properties: BurdenProperties,
  complete: boolean,
): Record<string, number> {
  const { mass, charge, logP, refractivity } = properties;
  const weights = bondWeights(graph);
  const families = [
    ["MWHI", "MWLOW", mass],
    ["CHGHI", "CHGLO", charge],
    ["LOGPHI", "LOGPLOW", logP],
    ["MRHI", "MRLOW", refractivity],
  ] as const;
  const found: Record<string, number> = {};
  for (const [high, low, property] of families) {
    const { highest, lowest } = complete && weights !== undefined
      ? extremes(graph, weights, property)
      : { highest: NaN, lowest: NaN };
    found[`BCUT2D_${high}`] = highest;
    found[`BCUT2D_${low}`] = lowest;
  }
  return found;
}

/** b^-½ of each bond, or undefined where one has no order from 1 to 3. */
function bondWeights({ order, aromaticBond }: MoleculeGraph): Float64Array | undefined {
  if (order.some((value, bond) => aromaticBond[bond] === 0 && (value < 1 || value > 3))) return;
  return Float64Array.from(order, (value, i) => (aromaticBond[i] === 1 ? 1.5 : value) ** -0.5);
}

function extremes(graph: MoleculeGraph, weights: Float64Array, property: ArrayLike<number>) {
  const { atomicNumber, from, to, bonds } = graph;
  const place = new Int32Array(graph.atoms).fill(-1), heavy: number[] = [];
  for (const [atom, element] of atomicNumber.entries()) {
    if (element !== 1) place[atom] = heavy.push(atom) - 1;
  }
  if (heavy.length === 0) return { highest: 0, lowest: 0 };
  const bonded: [number, number, number][] = [];
  for (let bond = 0; bond < bonds; bond++) {
    const a = place[from[bond]!]!, b = place[to[bond]!]!;
    if (a >= 0 && b >= 0) bonded.push([a, b, weights[bond]! - unbonded]);
  }
  const diagonal = Float64Array.from(heavy, (atom) => property[atom]! - unbonded);
  return extremeEigenvalues(heavy.length, (x, y) => {
    let sum = 0;
    for (let i = 0; i < x.length; i++) sum += x[i]!;
    for (let i = 0; i < x.length; i++) y[i] = diagonal[i]! * x[i]! + unbonded * sum;
    for (const [a, b, weight] of bonded) {
      y[a]! += weight * x[b]!;
      y[b]! += weight * x[a]!;
    }
  });
}

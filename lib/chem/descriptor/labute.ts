import type { MoleculeGraph } from "../molecule_graph.ts";
import { bondRadius } from "./elements.ts";

/** How much shorter than the sum of radii a bond is, Å, by order; 0 stands for bonds of no order. */
const shortening: Readonly<Record<number, number>> = { 0: 0.1, 1: 0, 2: 0.2, 3: 0.3 };

/**
 * Approximate surface of each atom that its neighbours do not cover: spheres of the bond radii in
 * ideal distances; each atom is thought to have one hydrogen beside its neighbours, as in RDKit.
 *
 * Source: P. Labute, J. Mol. Graph. Model. 18, 464 (2000).
 *
 * @param graph The molecule.
 * @returns Å² of each atom [atoms].
 *
 * @example
 * ```ts
 * import { withMolecule } from "../molecule.ts";
 * import { moleculeGraph } from "../molecule_graph.ts";
 * import { loadRDKit } from "../rdkit.ts";
 * import { atomSurfaces } from "./labute.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const methane = withMolecule(await loadRDKit(), "C", moleculeGraph);
 * assertAlmostEquals(atomSurfaces(methane)[0] as number, 7.4277, 1e-3);
 * ```
 */
export function atomSurfaces(graph: MoleculeGraph): Float64Array {
  const { atoms, bonds, from, to, order, aromaticBond, atomicNumber } = graph;
  const covered = new Float64Array(atoms);
  const radius = Float64Array.from(atomicNumber, (element) => bondRadius[element]!);
  for (let bond = 0; bond < bonds; bond++) {
    const a = from[bond]!, b = to[bond]!;
    const less = aromaticBond[bond] === 1 ? 0.1 : shortening[order[bond]!] ?? 0;
    covered[a]! += coverage(radius[a]!, radius[b]!, less);
    covered[b]! += coverage(radius[b]!, radius[a]!, less);
  }
  const hydrogen = bondRadius[1]!;
  return radius.map((own, atom) =>
    Math.PI * own * (4 * own - covered[atom]! - coverage(own, hydrogen, 0))
  );
}

/** What a neighbour covers, in units of π times the own radius. */
function coverage(own: number, other: number, less: number): number {
  const distance = Math.min(Math.max(Math.abs(own - other), own + other - less), own + other);
  return other * other - (own - distance) ** 2 / distance;
}

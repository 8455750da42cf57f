import type { MoleculeGraph } from "../molecule_graph.ts";
import { unreachable } from "./distances.ts";

/** Distance between the parts of a mixture, in bonds, as RDKit sets it. */
const apart = 1e8;

/**
 * Balaban's J: average distance sum connectivity, m/(μ + 1) · Σ over bonds of (sᵢ sⱼ)^-½, where s is
 * the sum of distances from an atom, m the number of bonds and μ that of rings.
 *
 * Parts of a mixture lie 10⁸ bonds apart, as in RDKit, so that its J is next to 0; it is 0 for two
 * parts without a ring.
 *
 * Source: A. T. Balaban, Chem. Phys. Lett. 89, 399 (1982).
 *
 * @param graph The molecule.
 * @param distances Twelfths, from `orderDistances` [atoms × atoms].
 *
 * @example
 * ```ts
 * import { withMolecule } from "../molecule.ts";
 * import { moleculeGraph } from "../molecule_graph.ts";
 * import { loadRDKit } from "../rdkit.ts";
 * import { balabanJ } from "./balaban.ts";
 * import { orderDistances } from "./distances.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const ethane = withMolecule(await loadRDKit(), "CC", moleculeGraph);
 * assertEquals(balabanJ(ethane, orderDistances(ethane)), 1);
 * ```
 */
export function balabanJ(graph: MoleculeGraph, distances: Int32Array): number {
  const { atoms, bonds, from, to } = graph;
  const rings = bonds - atoms + 1;
  if (rings + 1 === 0) return 0;
  const sums = Float64Array.from({ length: atoms }, (_, atom) => {
    let sum = 0;
    for (const length of distances.subarray(atom * atoms, (atom + 1) * atoms)) {
      sum += length === unreachable ? apart : length / 12;
    }
    return sum;
  });
  let connectivity = 0;
  for (let bond = 0; bond < bonds; bond++) {
    connectivity += 1 / Math.sqrt(sums[from[bond]!]! * sums[to[bond]!]!);
  }
  return bonds / (rings + 1) * connectivity;
}

import { tridiagonalise } from "../../core/eigen/tridiagonal.ts";
import type { MoleculeGraph } from "../molecule_graph.ts";

/**
 * Coefficients of det(x I − A), A being 1 for atoms that are bonded: from the tridiagonal form of A
 * by its three-term recurrence, in O(atoms³).
 *
 * @param graph The molecule.
 * @returns Coefficients, that of the highest power first [atoms + 1].
 *
 * @example
 * ```ts
 * import { withMolecule } from "../molecule.ts";
 * import { moleculeGraph } from "../molecule_graph.ts";
 * import { loadRDKit } from "../rdkit.ts";
 * import { characteristicPolynomial } from "./characteristic_polynomial.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const butane = withMolecule(await loadRDKit(), "CCCC", moleculeGraph);
 * assertEquals([...characteristicPolynomial(butane)].map(Math.round), [1, 0, -3, 0, 1]);
 * ```
 */
export function characteristicPolynomial(graph: MoleculeGraph): Float64Array {
  const { atoms, bonds, from, to } = graph;
  const adjacency = new Float64Array(atoms * atoms);
  for (let bond = 0; bond < bonds; bond++) {
    adjacency[from[bond]! * atoms + to[bond]!] = adjacency[to[bond]! * atoms + from[bond]!] = 1;
  }
  const { diagonal, side } = tridiagonalise(adjacency, atoms);
  let before = new Float64Array(atoms + 1), current = new Float64Array(atoms + 1);
  current[0] = 1;
  for (let k = 0; k < atoms; k++) {
    const next = new Float64Array(atoms + 1);
    const coupling = k === 0 ? 0 : side[k - 1]! ** 2;
    for (let i = 0; i <= k + 1; i++) {
      const shifted = i === 0 ? 0 : diagonal[k]! * current[i - 1]!;
      next[i] = current[i]! - shifted - (i < 2 ? 0 : coupling * before[i - 2]!);
    }
    before = current;
    current = next;
  }
  return current;
}

import type { MoleculeGraph } from "../molecule_graph.ts";
import { balabanJ } from "./balaban.ts";
import { bertzComplexity } from "./bertz.ts";
import { characteristicPolynomial } from "./characteristic_polynomial.ts";
import { entropy } from "./entropy.ts";

/**
 * Indices of the graph alone: BalabanJ, BertzCT, Chi0 and Chi1 (Randić's connectivity over atoms and
 * bonds), and Bonchev and Trinajstić's information content of the coefficients of the
 * characteristic polynomial, in total (Ipc) and per unit (AvgIpc).
 *
 * Sources: M. Randić, J. Am. Chem. Soc. 97, 6609 (1975); D. Bonchev, N. Trinajstić, J. Chem. Phys.
 * 67, 4517 (1977), equations 6 and 7.
 *
 * @param graph The molecule.
 * @param distances Twelfths, from `orderDistances` [atoms × atoms].
 *
 * @example
 * ```ts
 * import { withMolecule } from "../molecule.ts";
 * import { moleculeGraph } from "../molecule_graph.ts";
 * import { loadRDKit } from "../rdkit.ts";
 * import { orderDistances } from "./distances.ts";
 * import { topologicalIndices } from "./topological.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const ethane = withMolecule(await loadRDKit(), "CC", moleculeGraph);
 * const { Chi0, Ipc } = topologicalIndices(ethane, orderDistances(ethane));
 * assertEquals([Chi0, Ipc], [2, 2]);
 * ```
 */
export function topologicalIndices(graph: MoleculeGraph, distances: Int32Array) {
  const { atoms, bonds, start, from, to } = graph;
  const degree = Int32Array.from({ length: atoms }, (_, i) => start[i + 1]! - start[i]!);
  let chi0 = 0, chi1 = 0;
  for (const value of degree) if (value > 0) chi0 += 1 / Math.sqrt(value);
  for (let bond = 0; bond < bonds; bond++) {
    chi1 += 1 / Math.sqrt(degree[from[bond]!]! * degree[to[bond]!]!);
  }
  const coefficients = characteristicPolynomial(graph).map(Math.abs);
  const average = entropy(coefficients);
  return {
    BalabanJ: balabanJ(graph, distances),
    BertzCT: bertzComplexity(graph, distances),
    Chi0: chi0,
    Chi1: chi1,
    AvgIpc: average,
    Ipc: average * coefficients.reduce((sum, value) => sum + value, 0),
  };
}

import type { MoleculeGraph } from "../molecule_graph.ts";
import { unreachable } from "./distances.ts";
import { outerElectrons } from "./elements.ts";

/** Atomic numbers of the noble gases, at which periods end. */
const periodEnds = [2, 10, 18, 36, 54, 86];

/**
 * Electrotopological state of each atom: its intrinsic state I = (4/N² · δᵛ + 1)/δ, with N the
 * period, δᵛ the outer electrons without those on hydrogens and δ the neighbours, plus the sum of
 * (Iᵢ − Iⱼ)/r² over all other atoms j, r being the number of atoms on the path. Lone atoms have 0.
 *
 * Source: L. H. Hall, B. Mohney, L. B. Kier, J. Chem. Inf. Comput. Sci. 31, 76 (1991).
 *
 * @param graph The molecule.
 * @param distances Bonds between atoms, from `bondDistances` [atoms × atoms].
 * @returns One state an atom [atoms].
 *
 * @example
 * ```ts
 * import { withMolecule } from "../molecule.ts";
 * import { moleculeGraph } from "../molecule_graph.ts";
 * import { loadRDKit } from "../rdkit.ts";
 * import { bondDistances } from "./distances.ts";
 * import { electrotopologicalStates } from "./estate.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const ethane = withMolecule(await loadRDKit(), "CC", moleculeGraph);
 * assertEquals([...electrotopologicalStates(ethane, bondDistances(ethane))], [2, 2]);
 * ```
 */
export function electrotopologicalStates(
  graph: MoleculeGraph,
  distances: Int32Array,
): Float64Array {
  const { atoms, start, atomicNumber, hydrogens } = graph;
  const intrinsic = Float64Array.from({ length: atoms }, (_, atom) => {
    const neighbours = start[atom + 1]! - start[atom]!, element = atomicNumber[atom]!;
    if (neighbours === 0) return 0;
    const period = 1 + periodEnds.filter((end) => element > end).length;
    const valence = outerElectrons[element]! - hydrogens[atom]!;
    return (4 / period ** 2 * valence + 1) / neighbours;
  });
  const states = intrinsic.slice();
  for (let i = 0; i < atoms; i++) {
    for (let j = i + 1; j < atoms; j++) {
      const bonds = distances[i * atoms + j]!;
      if (bonds === unreachable) continue;
      const moved = (intrinsic[i]! - intrinsic[j]!) / (bonds + 1) ** 2;
      states[i]! += moved;
      states[j]! -= moved;
    }
  }
  return states;
}

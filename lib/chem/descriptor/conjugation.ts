import type { MoleculeGraph } from "../molecule_graph.ts";
import { outerElectrons, usualValence } from "./elements.ts";

/**
 * Which bonds are conjugated, by RDKit's rule: aromatic bonds; and at an atom of two or three
 * neighbours a multiple bond with each bond beside it that leads to an atom of at most three
 * neighbours, where both atoms have electrons to share and are not heavier pnictogens or chalcogens.
 *
 * @param graph The molecule.
 * @returns 1 for each conjugated bond [bonds].
 *
 * @example
 * ```ts
 * import { withMolecule } from "../molecule.ts";
 * import { moleculeGraph } from "../molecule_graph.ts";
 * import { loadRDKit } from "../rdkit.ts";
 * import { conjugatedBonds } from "./conjugation.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const amide = withMolecule(await loadRDKit(), "CC(=O)N", moleculeGraph);
 * assertEquals([...conjugatedBonds(amide)], [0, 1, 1]);
 * ```
 */
export function conjugatedBonds(graph: MoleculeGraph): Uint8Array {
  const { atoms, start, neighbour, neighbourBond, order, aromaticBond } = graph;
  const conjugated = aromaticBond.slice();
  for (let atom = 0; atom < atoms; atom++) {
    const count = neighbourCount(graph, atom);
    if (count < 2 || count > 3 || !shares(graph, atom)) continue;
    for (let i = start[atom]!; i < start[atom + 1]!; i++) {
      const bond = neighbourBond[i]!, bondOrder = order[bond]!;
      if (aromaticBond[bond] === 0 && (bondOrder < 2 || bondOrder > 3)) continue;
      for (let j = start[atom]!; j < start[atom + 1]!; j++) {
        const other = neighbour[j]!;
        if (i === j || neighbourCount(graph, other) > 3 || !shares(graph, other)) continue;
        conjugated[bond] = conjugated[neighbourBond[j]!] = 1;
      }
    }
  }
  return conjugated;
}

function neighbourCount({ start, hydrogens }: MoleculeGraph, atom: number): number {
  return start[atom + 1]! - start[atom]! + hydrogens[atom]!;
}

/** Whether an atom has electrons left for a π system. */
function shares(graph: MoleculeGraph, atom: number): boolean {
  const element = graph.atomicNumber[atom]!;
  const outer = outerElectrons[element]!, valence = usualValence[element]!;
  const count = neighbourCount(graph, atom);
  if (element > 10 && (outer === 5 || (outer === 6 && count >= 2))) return false;
  if (valence <= 1 || count > 3) return false;
  const lonePairs = Math.max(outer - valence - graph.charge[atom]!, 0);
  return valence - count + lonePairs - graph.radicals[atom]! > 0;
}

import type { MoleculeGraph } from "../molecule_graph.ts";
import { entropy } from "./entropy.ts";

/** Distances that are compared to tell atoms apart, the nearest. */
const compared = 100;

/**
 * Bertz's complexity: information content of the kinds of connections (pairs of bonds that meet at an
 * atom, and pairs within a multiple bond) plus that of the elements.
 *
 * Atoms are alike where their 100 smallest distances to others are; aromatic bonds count 1½.
 *
 * Source: S. H. Bertz, J. Am. Chem. Soc. 103, 3599 (1981).
 *
 * @param graph The molecule.
 * @param distances Twelfths, from `orderDistances` [atoms × atoms].
 *
 * @example
 * ```ts
 * import { withMolecule } from "../molecule.ts";
 * import { moleculeGraph } from "../molecule_graph.ts";
 * import { loadRDKit } from "../rdkit.ts";
 * import { bertzComplexity } from "./bertz.ts";
 * import { orderDistances } from "./distances.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const propane = withMolecule(await loadRDKit(), "CCC", moleculeGraph);
 * assertEquals(bertzComplexity(propane, orderDistances(propane)), 0); // one connection
 * ```
 */
export function bertzComplexity(graph: MoleculeGraph, distances: Int32Array): number {
  const { atoms, start, neighbour, neighbourBond, atomicNumber } = graph;
  if (atoms < 2) return 0;
  const kinds = atomKinds(distances, atoms);
  const connections = new Map<string, number>();
  const count = (key: string, many: number) =>
    connections.set(key, (connections.get(key) ?? 0) + many);
  for (let atom = 0; atom < atoms; atom++) {
    const kind = kinds[atom]!;
    for (let i = start[atom]!; i < start[atom + 1]!; i++) {
      const other = neighbour[i]!, order = bondOrder(graph, neighbourBond[i]!);
      if (order > 1 && other > atom) count(pair(kind, kinds[other]!), order * (order - 1) / 2);
      for (let j = i + 1; j < start[atom + 1]!; j++) {
        const key = `${kind}:${pair(kinds[other]!, kinds[neighbour[j]!]!)}`;
        count(key, order * bondOrder(graph, neighbourBond[j]!));
      }
    }
  }
  const elements = new Map<number, number>();
  for (const element of atomicNumber) elements.set(element, (elements.get(element) ?? 0) + 1);
  const total = [...connections.values()].reduce((sum, many) => sum + many, 0);
  const connected = total === 0 ? 0 : total * (entropy(connections.values()) + Math.log2(total));
  return connected + atoms * entropy(elements.values());
}

function pair(a: number, b: number): string {
  return a < b ? `${a},${b}` : `${b},${a}`;
}

function bondOrder({ order, aromaticBond }: MoleculeGraph, bond: number): number {
  if (aromaticBond[bond] === 1) return 1.5;
  return order[bond]! <= 4 ? order[bond]! : 1;
}

/** A number for each atom, the same for atoms that the distances do not tell apart. */
function atomKinds(distances: Int32Array, atoms: number): Int32Array {
  const seen = new Map<string, number>();
  return Int32Array.from({ length: atoms }, (_, atom) => {
    const row = distances.slice(atom * atoms, (atom + 1) * atoms).sort();
    const key = row.subarray(0, compared).join();
    const known = seen.get(key) ?? seen.size;
    seen.set(key, known);
    return known;
  });
}

import type { MoleculeGraph } from "../molecule_graph.ts";

/** Stands for atoms that no path joins. */
export const unreachable = 0x7fffffff;

/**
 * Number of bonds on the shortest path between any two atoms.
 *
 * @param graph The molecule.
 * @returns Distances, `distances[from * atoms + to]` [atoms × atoms]; `unreachable` between parts of
 * a mixture.
 *
 * @example
 * ```ts
 * import { withMolecule } from "../molecule.ts";
 * import { moleculeGraph } from "../molecule_graph.ts";
 * import { loadRDKit } from "../rdkit.ts";
 * import { bondDistances } from "./distances.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const propene = withMolecule(await loadRDKit(), "CC=C", moleculeGraph);
 * assertEquals([...bondDistances(propene)], [0, 1, 2, 1, 0, 1, 2, 1, 0]);
 * ```
 */
export function bondDistances(graph: MoleculeGraph): Int32Array {
  return shortestPaths(graph, new Uint8Array(graph.bonds).fill(1));
}

/**
 * Length of the shortest path between any two atoms where a bond of order b is 1/b long, in twelfths:
 * 12 for a single, 8 for an aromatic, 6 for a double and 4 for a triple bond. Twelfths are whole
 * numbers, so that equal lengths are equal.
 *
 * @param graph The molecule.
 * @returns Twelfths, `distances[from * atoms + to]` [atoms × atoms].
 *
 * @example
 * ```ts
 * import { withMolecule } from "../molecule.ts";
 * import { moleculeGraph } from "../molecule_graph.ts";
 * import { loadRDKit } from "../rdkit.ts";
 * import { orderDistances } from "./distances.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const propene = withMolecule(await loadRDKit(), "CC=C", moleculeGraph);
 * assertEquals([...orderDistances(propene)], [0, 12, 18, 12, 0, 6, 18, 6, 0]);
 * ```
 */
export function orderDistances(graph: MoleculeGraph): Int32Array {
  const lengths = graph.order.map((order, bond) => {
    if (graph.aromaticBond[bond] === 1) return 8;
    return order >= 1 && order <= 4 ? 12 / order : 12;
  });
  return shortestPaths(graph, lengths);
}

/** Dijkstra's search from each atom, with one queue for each length, as lengths are small. */
function shortestPaths(graph: MoleculeGraph, lengths: Uint8Array): Int32Array {
  const { atoms, start, neighbour, neighbourBond } = graph;
  const distances = new Int32Array(atoms * atoms).fill(unreachable);
  for (let source = 0; source < atoms; source++) {
    const row = distances.subarray(source * atoms, (source + 1) * atoms);
    row[source] = 0;
    const queues: number[][] = [[source]];
    for (let length = 0; length < queues.length; length++) {
      const queue = queues[length] ?? [];
      for (const atom of queue) {
        if (row[atom] !== length) continue;
        for (let i = start[atom]!; i < start[atom + 1]!; i++) {
          const other = neighbour[i]!, reached = length + lengths[neighbourBond[i]!]!;
          if (reached >= row[other]!) continue;
          row[other] = reached;
          (queues[reached] ??= []).push(other);
        }
      }
    }
  }
  return distances;
}

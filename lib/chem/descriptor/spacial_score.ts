import type { Mol } from "@rdkit/rdkit";
import type { MoleculeGraph } from "../molecule_graph.ts";
import type { RDKit } from "../rdkit.ts";

/**
 * Spacial score per atom that is no hydrogen: each atom adds the square of its neighbours, times 1
 * to 4 for its hybridisation, times 2 for a stereocentre or an end of a stereo double bond, specified
 * or not, times 2 in a ring that is not aromatic.
 *
 * NaN for a molecule of hydrogen alone.
 *
 * Source: A. Krzyzanowski et al., J. Med. Chem. 66, 12739 (2023).
 *
 * @param rdkit From `loadRDKit`.
 * @param molecule RDKit's object, still alive; its stereo labels are renewed, so ask for others first.
 * @param graph Its graph.
 * @param hybridisation 1, 2, 3 for sp, sp², sp³, 0 for others [atoms].
 *
 * @example
 * ```ts
 * import { withMolecule } from "../molecule.ts";
 * import { moleculeGraph } from "../molecule_graph.ts";
 * import { loadRDKit } from "../rdkit.ts";
 * import { spacialScore } from "./spacial_score.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rdkit = await loadRDKit();
 * const score = withMolecule(rdkit, "CCC", (molecule) =>
 *   spacialScore(rdkit, molecule, moleculeGraph(molecule), new Uint8Array([3, 3, 3])));
 * assertEquals(score, (3 + 3 * 4 + 3) / 3);
 * ```
 */
export function spacialScore(
  rdkit: RDKit,
  molecule: Mol,
  graph: MoleculeGraph,
  hybridisation: Uint8Array,
): number {
  const stereo = stereoBondEnds(molecule, graph);
  for (const atom of stereoCentres(rdkit, molecule, graph)) stereo.add(atom);
  const inRing = new Set(graph.rings.flatMap((ring) => [...ring]));
  let score = 0, heavy = 0;
  for (let atom = 0; atom < graph.atoms; atom++) {
    const shape = hybridisation[atom] === 0 ? 4 : hybridisation[atom]!;
    const flexible = inRing.has(atom) && graph.aromatic[atom] === 0 ? 2 : 1;
    const neighbours = graph.start[atom + 1]! - graph.start[atom]!;
    score += shape * (stereo.has(atom) ? 2 : 1) * flexible * neighbours ** 2;
    if (graph.atomicNumber[atom]! > 1) heavy++;
  }
  return heavy === 0 ? NaN : score / heavy;
}

/**
 * Tetrahedral stereocentres, specified or not, by RDKit's newer perception, which also sees those that
 * depend on others.
 */
function stereoCentres(rdkit: RDKit, molecule: Mol, graph: MoleculeGraph): number[] {
  const before = rdkit.module.use_legacy_stereo_perception(false);
  let labelled: [number, string][];
  try {
    labelled =
      (JSON.parse(molecule.get_stereo_tags()) as { CIP_atoms: [number, string][] }).CIP_atoms;
  } finally {
    rdkit.module.use_legacy_stereo_perception(before);
  }
  const { start, hydrogens, stereo } = graph;
  const given = Array.from(stereo.keys()).filter((atom) => stereo[atom] !== "");
  return [...given, ...labelled.map(([atom]) => atom)].filter((atom) =>
    start[atom + 1]! - start[atom]! + hydrogens[atom]! <= 4
  );
}

/**
 * Ends of double bonds whose geometry is given or could be: outside of rings, with a neighbour at both
 * ends, and where there are two at an end, with different ones.
 */
function stereoBondEnds(molecule: Mol, graph: MoleculeGraph): Set<number> {
  const ends = new Set<number>();
  let ranks: number[] | undefined;
  const different = (a: number, b: number) => {
    ranks ??= cipRanks(molecule);
    return ranks[a] !== ranks[b];
  };
  const ringBonds = bondsInRings(graph);
  for (let bond = 0; bond < graph.bonds; bond++) {
    if (graph.order[bond] !== 2 || graph.aromaticBond[bond] === 1) continue;
    const both = [graph.from[bond]!, graph.to[bond]!];
    const given = graph.bondStereo[bond] !== "";
    const possible = !ringBonds.has(bond) && both.every((end) => {
      const [first, second, third] = besides(graph, end, bond);
      if (first === undefined || third !== undefined) return false;
      return second === undefined || different(first, second);
    });
    if (given || possible) { for (const end of both) ends.add(end); }
  }
  return ends;
}

/** Neighbours of an atom by single or aromatic bonds; none where it has more than three neighbours. */
function besides(graph: MoleculeGraph, atom: number, without: number): number[] {
  const { start, neighbour, neighbourBond, order, aromaticBond } = graph;
  const found: number[] = [];
  if (start[atom + 1]! - start[atom]! > 3) return found;
  for (let i = start[atom]!; i < start[atom + 1]!; i++) {
    const bond = neighbourBond[i]!;
    if (bond === without || (order[bond] !== 1 && aromaticBond[bond] === 0)) continue;
    found.push(neighbour[i]!);
  }
  return found;
}

function bondsInRings({ rings, start, neighbour, neighbourBond }: MoleculeGraph): Set<number> {
  const found = new Set<number>();
  for (const ring of rings) {
    for (const [i, atom] of ring.entries()) {
      const next = ring[(i + 1) % ring.length]!;
      const at = neighbour.subarray(start[atom]!, start[atom + 1]!).indexOf(next);
      found.add(neighbourBond[start[atom]! + at]!);
    }
  }
  return found;
}

/** Ranks of atoms by the rules of Cahn, Ingold and Prelog, as RDKit writes them into its JSON. */
function cipRanks(molecule: Mol): number[] {
  const { molecules: [{ extensions = [] }] } = JSON.parse(molecule.get_json()) as {
    molecules: [{ extensions?: { cipRanks?: number[] }[] }];
  };
  return extensions[0]?.cipRanks ?? [];
}

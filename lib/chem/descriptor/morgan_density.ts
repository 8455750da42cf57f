import type { MoleculeGraph } from "../molecule_graph.ts";

/**
 * Kinds of Morgan environments per atom that is no hydrogen, up to radius 1, 2 and 3: how varied a
 * molecule is.
 *
 * Environments are numbered as RDKit's sparse count fingerprint does, by 32-bit hashes of element,
 * neighbours, hydrogens, charge, isotope and ring membership.
 *
 * Source: D. Rogers, M. Hahn, J. Chem. Inf. Model. 50, 742 (2010).
 *
 * @param graph The molecule.
 * @param excess Mass of each atom beyond the average of its element, cut to whole u [atoms].
 *
 * @example
 * ```ts
 * import { withMolecule } from "../molecule.ts";
 * import { moleculeGraph } from "../molecule_graph.ts";
 * import { loadRDKit } from "../rdkit.ts";
 * import { morganDensities } from "./morgan_density.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const benzene = withMolecule(await loadRDKit(), "c1ccccc1", moleculeGraph);
 * const { FpDensityMorgan1 } = morganDensities(benzene, new Int32Array(6));
 * assertEquals(FpDensityMorgan1, 2 / 6);
 * ```
 */
export function morganDensities(graph: MoleculeGraph, excess: ArrayLike<number>) {
  const heavy = graph.atomicNumber.reduce((sum, element) => sum + (element > 1 ? 1 : 0), 0);
  const [one, two, three] = kindsByRadius(graph, excess, 3).map((count) =>
    heavy === 0 ? 0 : count / heavy
  );
  return { FpDensityMorgan1: one!, FpDensityMorgan2: two!, FpDensityMorgan3: three! };
}

/** Number of different environments up to each radius from 1. */
function kindsByRadius(graph: MoleculeGraph, excess: ArrayLike<number>, radius: number): number[] {
  const { atoms, bonds, start, neighbour, neighbourBond } = graph;
  let numbers = atomNumbers(graph, excess);
  const kinds = new Set(numbers), words = (bonds + 31) >> 5;
  // The bonds of each atom's environment, as bits.
  let covered = Array.from({ length: atoms }, () => new Uint32Array(words));
  const seen = new Set<string>(), finished = new Uint8Array(atoms);
  return Array.from({ length: radius }, (_, layer) => {
    const next = new Uint32Array(atoms), wider = covered.map((bits) => bits.slice());
    const found = new Map<string, { atom: number; number: number }[]>();
    for (let atom = 0; atom < atoms; atom++) {
      if (finished[atom] === 1 || start[atom] === start[atom + 1]) continue;
      const around: [number, number][] = [];
      for (let i = start[atom]!; i < start[atom + 1]!; i++) {
        const bond = neighbourBond[i]!, other = neighbour[i]!;
        covered[other]!.forEach((word, at) => wider[atom]![at]! |= word);
        wider[atom]![bond >> 5]! |= 1 << (bond & 31);
        around.push([bondNumber(graph, bond), numbers[other]!]);
      }
      around.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      let number = combine(layer, numbers[atom]!);
      for (const pair of around) number = combine(number, pair.reduce(combine, 0));
      next[atom] = number;
      const key = wider[atom]!.join();
      found.set(key, [...found.get(key) ?? [], { atom, number }]);
    }
    for (const [key, alike] of found) {
      // Of environments that cover the same bonds one counts, the first and then the smallest.
      const first = alike.reduce((a, b) => b.number < a.number ? b : a);
      if (!seen.has(key)) kinds.add(first.number);
      for (const { atom } of alike) if (seen.has(key) || atom !== first.atom) finished[atom] = 1;
      seen.add(key);
    }
    numbers = next;
    covered = wider;
    return kinds.size;
  });
}

function bondNumber({ order, aromaticBond }: MoleculeGraph, bond: number): number {
  return aromaticBond[bond] === 1 ? 12 : order[bond]!;
}

function atomNumbers(graph: MoleculeGraph, excess: ArrayLike<number>): Uint32Array {
  const { atomicNumber, start, neighbour, hydrogens, charge } = graph;
  const inRing = new Set(graph.rings.flatMap((ring) => [...ring]));
  return Uint32Array.from(atomicNumber, (element, atom) => {
    const around = neighbour.subarray(start[atom]!, start[atom + 1]!);
    const lone = around.filter((other) => atomicNumber[other] === 1).length;
    const neighbours = around.length + hydrogens[atom]!;
    const facts = [element, neighbours, hydrogens[atom]! + lone, charge[atom]!, excess[atom]!];
    if (inRing.has(atom)) facts.push(1);
    return facts.reduce(combine, 0);
  });
}

/** Joins a number to a hash of 32 bits, as Boost does. */
function combine(hash: number, value: number): number {
  return (hash ^ (value + 0x9e3779b9 + (hash << 6) + (hash >>> 2))) >>> 0;
}

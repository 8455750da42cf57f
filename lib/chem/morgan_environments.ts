import { massExcess } from "./atom_masses.ts";
import type { MoleculeGraph } from "./molecule_graph.ts";
import type { RDKit } from "./rdkit.ts";

/** How far environments reach, and what they see. */
export interface MorganEnvironmentOptions {
  /** Bonds around each atom. */
  radius: number;
  /** Whether mirror images differ; defaults to *false*. */
  chirality?: boolean;
}

/**
 * The Morgan environments of a molecule, as RDKit's 32-bit hashes.
 *
 * An atom starts as a hash of its element, bonds, hydrogens, charge, isotope and being in a ring.
 * In each round it takes in its neighbours with the bonds to them; an atom whose environment covers
 * bonds that were covered before stops. Of atoms that cover the same bonds in one round the one with
 * the smallest hash counts.
 *
 * Source: D. Rogers, M. Hahn, J. Chem. Inf. Model. 50, 742 (2010), as RDKit's `GetMorganGenerator`.
 *
 * @param rdkit From `loadRDKit`; says how heavy an isotope is.
 * @param graph The molecule.
 * @param options Radius and chirality.
 * @returns The hashes that count: of the atoms themselves, then those that each round adds
 * [radius + 1].
 *
 * @example
 * ```ts
 * import { withMolecule } from "./molecule.ts";
 * import { moleculeGraph } from "./molecule_graph.ts";
 * import { morganEnvironments } from "./morgan_environments.ts";
 * import { loadRDKit } from "./rdkit.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rdkit = await loadRDKit();
 * const propane = withMolecule(rdkit, "CCC", moleculeGraph);
 * // Three atoms; two ends with their bonds and all of it around the middle; then nothing is new.
 * const rounds = morganEnvironments(rdkit, propane, { radius: 2 });
 * assertEquals(rounds.map((hashes) => hashes.length), [3, 3, 0]);
 * ```
 */
export function morganEnvironments(
  rdkit: RDKit,
  graph: MoleculeGraph,
  { radius, chirality = false }: MorganEnvironmentOptions,
): number[][] {
  const { atoms, start, neighbour, neighbourBond } = graph;
  const bonds = bondCodes(graph, chirality), words = (graph.bonds + 31) >> 5;
  let codes = atomCodes(rdkit, graph);
  // The bonds of each atom's environment, as bits.
  let covered = Array.from({ length: atoms }, () => new Uint32Array(words));
  const seen = new Set<string>(), stopped = new Uint8Array(atoms), chiral = new Uint8Array(atoms);
  const rounds = [[...codes]];
  for (let round = 0; round < radius; round++) {
    const next = new Uint32Array(atoms), wider = covered.map((bits) => bits.slice());
    const found: { bonds: string; code: number; atom: number }[] = [];
    for (let atom = 0; atom < atoms; atom++) {
      if (stopped[atom] === 1 || start[atom] === start[atom + 1]) continue;
      const bits = wider[atom]!;
      for (let slot = start[atom]!; slot < start[atom + 1]!; slot++) {
        const bond = neighbourBond[slot]!, other = covered[neighbour[slot]!]!;
        for (let word = 0; word < words; word++) bits[word]! |= other[word]!;
        bits[bond >> 5]! |= 1 << (bond & 31);
      }
      next[atom] = environmentCode(
        graph,
        atom,
        round,
        codes,
        bonds,
        chirality ? chiral : undefined,
      );
      found.push({ bonds: bits.join(), code: next[atom]!, atom });
    }
    found.sort((a, b) => a.code - b.code || a.atom - b.atom);
    const added: number[] = [];
    for (const { bonds, code, atom } of found) {
      if (seen.has(bonds)) stopped[atom] = 1;
      else {
        seen.add(bonds);
        added.push(code);
      }
    }
    rounds.push(added);
    codes = next;
    covered = wider;
  }
  return rounds;
}

/** The hash that an atom starts with [atoms]. */
function atomCodes(rdkit: RDKit, graph: MoleculeGraph): Uint32Array {
  const { atoms, atomicNumber, hydrogens, charge, start, neighbour } = graph;
  const inRing = new Uint8Array(atoms), excess = massExcess(rdkit, graph);
  for (const ring of graph.rings) for (const atom of ring) inRing[atom] = 1;
  return Uint32Array.from({ length: atoms }, (_, atom) => {
    const around = neighbour.subarray(start[atom], start[atom + 1]);
    const lone = around.filter((other) => atomicNumber[other] === 1).length;
    const parts = [
      atomicNumber[atom]!,
      around.length + hydrogens[atom]!,
      hydrogens[atom]! + lone,
      charge[atom]!,
      excess[atom]!,
    ];
    return [...parts, ...inRing[atom] === 1 ? [1] : []].reduce(mix, 0);
  });
}

/** RDKit's numbers for kinds of bonds [bonds]. */
function bondCodes(graph: MoleculeGraph, chirality: boolean): Uint8Array {
  const zeroOrder = 21, aromatic = 12, stereo = { cis: 2, trans: 3, either: 1 };
  return Uint8Array.from(graph.order, (order, bond) => {
    if (graph.aromaticBond[bond] === 1) return aromatic;
    const kind = stereo[graph.bondStereo[bond] as keyof typeof stereo] ?? 0;
    if (chirality && order === 2 && kind > 0) return 100 + 10 * order + kind;
    return order === 0 ? zeroOrder : order;
  });
}

/**
 * The hash of an atom with its neighbours' hashes of the round before.
 *
 * @param chiral Which atoms were seen to be stereocentres, which they stay; undefined where mirror
 * images are the same [atoms].
 */
function environmentCode(
  graph: MoleculeGraph,
  atom: number,
  round: number,
  codes: Uint32Array,
  bonds: Uint8Array,
  chiral: Uint8Array | undefined,
): number {
  const around: [bond: number, code: number][] = [];
  for (let slot = graph.start[atom]!; slot < graph.start[atom + 1]!; slot++) {
    around.push([bonds[graph.neighbourBond[slot]!]!, codes[graph.neighbour[slot]!]!]);
  }
  around.sort(([bondA, a], [bondB, b]) => bondA - bondB || a - b);
  let code = mix(round, codes[atom]!);
  for (const [bond, neighbour] of around) code = mix(code, mix(mix(0, bond), neighbour));
  if (chiral === undefined || graph.stereo[atom] === "") return code;
  const distinct = around.every(([bond, neighbour], i) =>
    bond === 1 && (i === 0 || neighbour !== around[i - 1]![1])
  );
  if (distinct) chiral[atom] = 1;
  return chiral[atom] === 1 ? mix(code, { R: 3, S: 2 }[graph.cip[atom]!] ?? 1) : code;
}

/** Boost's `hash_combine` in 32 bits. */
function mix(seed: number, value: number): number {
  return (seed ^ (value + 0x9e3779b9 + (seed << 6) + (seed >>> 2))) >>> 0;
}

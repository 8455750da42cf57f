import type { Mol } from "@rdkit/rdkit";
import { withMolecule } from "./molecule.ts";
import { type MoleculeGraph, moleculeGraph } from "./molecule_graph.ts";
import type { RDKit } from "./rdkit.ts";

/** What a count fingerprint holds. */
export interface MorganCountOptions {
  /** Number of counters; defaults to 2048. */
  bits?: number;
  /** Bonds around each atom; defaults to 2. */
  radius?: number;
  /** Whether mirror images differ; defaults to false. */
  chirality?: boolean;
}

/**
 * How often each surrounding of an atom occurs in a molecule, folded to some counters: the Morgan
 * fingerprint with counts, which RDKit's JavaScript build does not give.
 *
 * An atom starts as a hash of its element, bonds, hydrogens, charge, isotope and being in a ring.
 * In each round it takes in its neighbours with the bonds to them; an atom whose surrounding covers
 * bonds that were covered before stops (Rogers & Hahn 2010, as RDKit's `GetMorganGenerator`).
 *
 * @param rdkit From `loadRDKit`; says how heavy an isotope is.
 * @param molecule RDKit's object, still alive.
 * @param options Size.
 * @returns Counts [bits].
 *
 * @example
 * ```ts
 * import { withMolecule } from "./molecule.ts";
 * import { morganCounts } from "./morgan_counts.ts";
 * import { loadRDKit } from "./rdkit.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rdkit = await loadRDKit();
 * const counts = withMolecule(rdkit, "CCC", (molecule) => morganCounts(rdkit, molecule));
 * // Two ends and a middle, the two ends with their bonds, and all of it around the middle.
 * assertEquals(counts.filter((count) => count > 0).toSorted(), new Uint16Array([1, 1, 2, 2]));
 * ```
 */
export function morganCounts(
  rdkit: RDKit,
  molecule: Mol,
  options: MorganCountOptions = {},
): Uint16Array {
  const { bits = 2048, radius = 2, chirality = false } = options;
  const graph = moleculeGraph(molecule);
  const counts = new Uint16Array(bits);
  const count = (hash: number) => counts[(hash >>> 0) % bits]! += 1;
  let codes = atomCodes(rdkit, graph);
  codes.forEach(count);
  const bonds = bondCodes(graph, chirality);
  let covered = Array.from({ length: graph.atoms }, () => 0n);
  const stopped = new Uint8Array(graph.atoms), seen = new Set<bigint>();
  for (let round = 0; round < radius; round++) {
    const next = new Int32Array(graph.atoms), wider = covered.slice();
    const found: { bonds: bigint; code: number; atom: number }[] = [];
    for (let atom = 0; atom < graph.atoms; atom++) {
      if (graph.start[atom] === graph.start[atom + 1]) stopped[atom] = 1;
      if (stopped[atom] === 1) continue;
      for (let slot = graph.start[atom]!; slot < graph.start[atom + 1]!; slot++) {
        wider[atom]! |= 1n << BigInt(graph.neighbourBond[slot]!);
        wider[atom]! |= covered[graph.neighbour[slot]!]!;
      }
      const code = surroundingCode(graph, atom, round, codes, bonds, chirality);
      next[atom] = code;
      found.push({ bonds: wider[atom]!, code: code >>> 0, atom });
    }
    // Of atoms that cover the same bonds the one with the smallest hash counts.
    found.sort((a, b) => a.code - b.code || a.atom - b.atom);
    for (const { bonds, code, atom } of found) {
      if (seen.has(bonds)) stopped[atom] = 1;
      else {
        seen.add(bonds);
        count(code);
      }
    }
    codes = next;
    covered = wider;
  }
  return counts;
}

/** The hash that an atom starts with [atoms]. */
function atomCodes(rdkit: RDKit, graph: MoleculeGraph): Int32Array {
  const inRing = new Uint8Array(graph.atoms);
  for (const ring of graph.rings) for (const atom of ring) inRing[atom] = 1;
  return Int32Array.from({ length: graph.atoms }, (_, atom) => {
    const hydrogens = graph.hydrogens[atom]!;
    const degree = graph.start[atom + 1]! - graph.start[atom]! + hydrogens;
    const bonded = graph.neighbour.subarray(graph.start[atom], graph.start[atom + 1]);
    const parts = [
      graph.atomicNumber[atom]!,
      degree,
      hydrogens + bonded.filter((other) => graph.atomicNumber[other] === 1).length,
      graph.charge[atom]!,
      graph.isotope[atom] === 0 ? 0 : extraMass(rdkit, graph, atom),
    ];
    return [...parts, ...inRing[atom] === 1 ? [1] : []].reduce(mix, 0);
  });
}

/** How much heavier an isotope is than the element's mean, in whole units towards 0. */
function extraMass(rdkit: RDKit, { atomicNumber, isotope }: MoleculeGraph, atom: number): number {
  const weight = (text: string) =>
    withMolecule(rdkit, text, (one) => JSON.parse(one.get_descriptors()).amw as number);
  const element = `#${atomicNumber[atom]}`;
  return Math.trunc(weight(`[${isotope[atom]}${element}]`) - weight(`[${element}]`));
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

/** The hash of an atom with its neighbours' hashes of the round before. */
function surroundingCode(
  graph: MoleculeGraph,
  atom: number,
  round: number,
  codes: Int32Array,
  bonds: Uint8Array,
  chirality: boolean,
): number {
  const around: [number, number][] = [];
  for (let slot = graph.start[atom]!; slot < graph.start[atom + 1]!; slot++) {
    around.push([bonds[graph.neighbourBond[slot]!]!, codes[graph.neighbour[slot]!]! >>> 0]);
  }
  around.sort(([bondA, a], [bondB, b]) => bondA - bondB || a - b);
  let code = around.reduce(
    (sum, [bond, neighbour]) => mix(sum, mix(mix(0, bond), neighbour)),
    mix(round, codes[atom]!),
  );
  const distinct = around.every(([bond, neighbour], i) =>
    bond === 1 && (i === 0 || neighbour !== around[i - 1]![1])
  );
  if (chirality && graph.stereo[atom] !== "" && distinct) {
    code = mix(code, { R: 3, S: 2 }[graph.cip[atom]!] ?? 1);
  }
  return code;
}

/** Boost's `hash_combine` in 32 bits. */
function mix(seed: number, value: number): number {
  return seed ^ (value + 0x9e3779b9 + (seed << 6) + (seed >>> 2));
}

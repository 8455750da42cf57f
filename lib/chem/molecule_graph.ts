import type { Mol } from "@rdkit/rdkit";

/** A molecule as atoms and bonds in typed arrays, in RDKit's order. */
export interface MoleculeGraph {
  /** Number of atoms; hydrogens count only where they are atoms of their own, such as `[2H]`. */
  atoms: number;
  /** Atomic numbers [atoms]; 0 for a dummy `*`. */
  atomicNumber: Uint8Array;
  /** Formal charges [atoms], e. */
  charge: Int8Array;
  /** Hydrogens that are not atoms of their own, implicit or in brackets [atoms]. */
  hydrogens: Uint8Array;
  /** Unpaired electrons [atoms]. */
  radicals: Uint8Array;
  /** Mass numbers [atoms], 0 where none was given. */
  isotope: Uint16Array;
  /** 1 for aromatic atoms [atoms]. */
  aromatic: Uint8Array;
  /** CIP label of an atom [atoms]: `R`, `S`, or empty. */
  cip: string[];
  /** Neighbour order around a tetrahedral centre [atoms]: `cw`, `ccw`, or empty. */
  stereo: string[];
  /** Number of bonds. */
  bonds: number;
  /** First atom of each bond [bonds]. */
  from: Int32Array;
  /** Second atom of each bond [bonds]. */
  to: Int32Array;
  /** Order of each bond in the Kekulé form [bonds]: 1, 2, 3; 0 and 17 for zero-order and dative. */
  order: Uint8Array;
  /** 1 for aromatic bonds [bonds]. */
  aromaticBond: Uint8Array;
  /** Configuration of each double bond [bonds]: `cis`, `trans`, `either`, or empty. */
  bondStereo: string[];
  /** Start of each atom's part of `neighbour` and `neighbourBond` [atoms + 1]. */
  start: Int32Array;
  /** Neighbours of atom i, `neighbour[start[i]]` to `neighbour[start[i + 1] - 1]`. */
  neighbour: Int32Array;
  /** The bond to each of `neighbour`. */
  neighbourBond: Int32Array;
  /** Atoms of each ring of the symmetrised smallest set, in order around it. */
  rings: Int32Array[];
}

/** What RDKit writes as JSON (CommonChem with RDKit's extension). */
interface CommonChem {
  molecules: [{
    atoms: {
      z?: number;
      impHs?: number;
      chg?: number;
      nRad?: number;
      isotope?: number;
      stereo?: string;
    }[];
    bonds?: { bo?: number; atoms: [number, number]; stereo?: string }[];
    extensions?: {
      aromaticAtoms?: number[];
      aromaticBonds?: number[];
      cipCodes?: [number, string][];
      atomRings?: number[][];
    }[];
  }];
}

/**
 * The graph of a molecule: what RDKit perceived, once, as plain numbers.
 *
 * @param molecule RDKit's object, still alive.
 *
 * @example
 * ```ts
 * import { withMolecule } from "./molecule.ts";
 * import { moleculeGraph } from "./molecule_graph.ts";
 * import { loadRDKit } from "./rdkit.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const graph = withMolecule(await loadRDKit(), "CC#N", moleculeGraph);
 * assertEquals([...graph.atomicNumber], [6, 6, 7]);
 * assertEquals([...graph.hydrogens], [3, 0, 0]);
 * assertEquals([...graph.order], [1, 3]);
 * ```
 */
export function moleculeGraph(molecule: Mol): MoleculeGraph {
  const [{ atoms, bonds = [], extensions = [] }] =
    (JSON.parse(molecule.get_json()) as CommonChem).molecules;
  const [seen = {}] = extensions;
  const from = Int32Array.from(bonds, (bond) => bond.atoms[0]);
  const to = Int32Array.from(bonds, (bond) => bond.atoms[1]);
  const cip = new Array<string>(atoms.length).fill("");
  for (const [atom, label] of seen.cipCodes ?? []) cip[atom] = label;
  return {
    atoms: atoms.length,
    atomicNumber: Uint8Array.from(atoms, ({ z = 6 }) => z),
    charge: Int8Array.from(atoms, ({ chg = 0 }) => chg),
    hydrogens: Uint8Array.from(atoms, ({ impHs = 0 }) => impHs),
    radicals: Uint8Array.from(atoms, ({ nRad = 0 }) => nRad),
    isotope: Uint16Array.from(atoms, ({ isotope = 0 }) => isotope),
    aromatic: flags(atoms.length, seen.aromaticAtoms),
    cip,
    stereo: atoms.map(({ stereo = "" }) => stereo),
    bonds: bonds.length,
    from,
    to,
    order: Uint8Array.from(bonds, ({ bo = 1 }) => bo),
    aromaticBond: flags(bonds.length, seen.aromaticBonds),
    bondStereo: bonds.map(({ stereo = "" }) => stereo),
    ...adjacency(atoms.length, from, to),
    rings: (seen.atomRings ?? []).map((ring) => Int32Array.from(ring)),
  };
}

function flags(length: number, members: readonly number[] = []): Uint8Array {
  const flags = new Uint8Array(length);
  for (const member of members) flags[member] = 1;
  return flags;
}

function adjacency(atoms: number, from: Int32Array, to: Int32Array) {
  const start = new Int32Array(atoms + 1);
  for (const ends of [from, to]) for (const atom of ends) start[atom + 1]! += 1;
  for (let atom = 0; atom < atoms; atom++) start[atom + 1]! += start[atom]!;
  const next = start.slice();
  const neighbour = new Int32Array(2 * from.length);
  const neighbourBond = new Int32Array(2 * from.length);
  for (let bond = 0; bond < from.length; bond++) {
    for (const [atom, other] of [[from[bond]!, to[bond]!], [to[bond]!, from[bond]!]] as const) {
      const slot = next[atom]!;
      next[atom] = slot + 1;
      neighbour[slot] = other;
      neighbourBond[slot] = bond;
    }
  }
  return { start, neighbour, neighbourBond };
}

import type { MoleculeGraph } from "./molecule_graph.ts";
import { aroundAtoms, otherEnd } from "./sketch_bonds.ts";

/** A molecule that can be changed: atoms with their hydrogens, bonds in the Kekulé form. */
export interface Sketch {
  /** Atoms. */
  atoms: SketchAtom[];
  /** Bonds between positions of `atoms`; order 1, 2, 3, 0 for any and 17 for dative. */
  bonds: SketchBond[];
}

/** An atom of a sketch. */
export interface SketchAtom {
  /** Atomic number, 0 for a dummy. */
  number: number;
  /** Formal charge, e. */
  charge: number;
  /** Hydrogens that are not atoms of their own. */
  hydrogens: number;
  /** Mass number, 0 where none is given. */
  isotope: number;
}

/** A bond of a sketch. */
export interface SketchBond {
  /** One atom. */
  from: number;
  /** The other one. */
  to: number;
  /** Order in the Kekulé form. */
  order: number;
}

const symbols =
  ("* H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn " +
    "Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm " +
    "Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu " +
    "Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og").split(" ");

/** B C N O F Si P S Cl Ge As Se Br Te I: what a cut bond of a metal leaves is no hydride. */
const takesHydrogen = new Set([5, 6, 7, 8, 9, 14, 15, 16, 17, 32, 33, 34, 35, 52, 53]);

/**
 * A part of a molecule as a sketch; on non-metals hydrogens take the place of bonds that are cut.
 *
 * Stereochemistry is left behind.
 *
 * @param graph The molecule.
 * @param keep 1 for each atom of the part [atoms]; defaults to all.
 *
 * @example
 * ```ts
 * import { loadRDKit } from "./rdkit.ts";
 * import { withMolecule } from "./molecule.ts";
 * import { moleculeGraph } from "./molecule_graph.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const graph = withMolecule(await loadRDKit(), "CC=O", moleculeGraph);
 * const sketch = sketchOf(graph, Uint8Array.of(1, 1, 0));
 * assertEquals(sketch.atoms.map(({ hydrogens }) => hydrogens), [3, 3]);
 * ```
 */
export function sketchOf(graph: MoleculeGraph, keep?: Uint8Array): Sketch {
  const place = new Int32Array(graph.atoms).fill(-1);
  const atoms: SketchAtom[] = [];
  for (let atom = 0; atom < graph.atoms; atom++) {
    if (keep !== undefined && keep[atom] === 0) continue;
    place[atom] = atoms.length;
    atoms.push({
      number: graph.atomicNumber[atom]!,
      charge: graph.charge[atom]!,
      hydrogens: graph.hydrogens[atom]!,
      isotope: graph.isotope[atom]!,
    });
  }
  const bonds: SketchBond[] = [];
  for (let bond = 0; bond < graph.bonds; bond++) {
    const from = place[graph.from[bond]!]!,
      to = place[graph.to[bond]!]!,
      order = graph.order[bond]!;
    if (from >= 0 && to >= 0) bonds.push({ from, to, order });
    else if (order <= 3) {
      for (const end of [from, to]) {
        if (end >= 0 && takesHydrogen.has(atoms[end]!.number)) atoms[end]!.hydrogens += order;
      }
    }
  }
  return { atoms, bonds };
}

/**
 * A sketch as SMILES, every atom in brackets and every bond in its Kekulé order, for RDKit to read.
 *
 * @param sketch Atoms and bonds; parts that do not hang together are separated by a dot.
 * @returns Not canonical; empty for no atoms.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const atom = { number: 6, charge: 0, hydrogens: 2, isotope: 0 };
 * const bonds = [{ from: 0, to: 1, order: 1 }, { from: 1, to: 2, order: 1 }, {
 *   from: 2,
 *   to: 0,
 *   order: 1,
 * }];
 * assertEquals(writeSketch({ atoms: [atom, atom, atom], bonds }), "[CH2]1[CH2][CH2]1");
 * ```
 */
export function writeSketch({ atoms, bonds }: Sketch): string {
  const around = aroundAtoms({ atoms, bonds });
  const seen = new Uint8Array(atoms.length), used = new Uint8Array(bonds.length);
  const children: { atom: number; bond: number }[][] = atoms.map(() => []);
  const closures: { bond: number; label: number }[][] = atoms.map(() => []);
  let labels = 0;
  const starts: number[] = [];
  for (let start = 0; start < atoms.length; start++) {
    if (seen[start] === 1) continue;
    starts.push(start);
    seen[start] = 1;
    const stack = [{ atom: start, next: 0 }];
    while (stack.length > 0) {
      const top = stack.at(-1)!, bond = around[top.atom]![top.next++];
      if (bond === undefined) {
        stack.pop();
        continue;
      }
      if (used[bond] === 1) continue;
      used[bond] = 1;
      const other = otherEnd(bonds[bond]!, top.atom);
      if (seen[other] === 1) {
        labels++;
        closures[other]!.push({ bond, label: labels });
        closures[top.atom]!.push({ bond, label: -labels });
      } else {
        seen[other] = 1;
        children[top.atom]!.push({ atom: other, bond });
        stack.push({ atom: other, next: 0 });
      }
    }
  }
  const write = (start: number): string => {
    const parts: string[] = [];
    const todo: (string | number)[] = [start];
    while (todo.length > 0) {
      const item = todo.pop()!;
      if (typeof item === "string") {
        parts.push(item);
        continue;
      }
      parts.push(atomText(atoms[item]!));
      for (const { bond, label } of closures[item]!) {
        const number = Math.abs(label);
        // The order is written where the ring opens, which comes first.
        const order = label > 0 ? bondText(bonds[bond]!, item) : "";
        parts.push(
          `${order}${number < 10 ? number : number < 100 ? `%${number}` : `%(${number})`}`,
        );
      }
      const own = children[item]!;
      for (let i = own.length - 1; i >= 0; i--) {
        const { atom, bond } = own[i]!, last = i === own.length - 1;
        const text = bondText(bonds[bond]!, item);
        if (last) todo.push(atom, text);
        else todo.push(")", atom, `(${text}`);
      }
    }
    return parts.join("");
  };
  return starts.map(write).join(".");
}

function bondText({ from, order }: SketchBond, atom: number): string {
  if (order === 17) return from === atom ? "->" : "<-";
  return order === 1 ? "" : order === 2 ? "=" : order === 3 ? "#" : "~";
}

function atomText({ number, charge, hydrogens, isotope }: SketchAtom): string {
  const before = isotope === 0 ? "" : String(isotope);
  const own = hydrogens === 0 ? "" : hydrogens === 1 ? "H" : `H${hydrogens}`;
  const sign = charge === 0
    ? ""
    : `${charge > 0 ? "+" : "-"}${Math.abs(charge) === 1 ? "" : Math.abs(charge)}`;
  return `[${before}${symbols[number] ?? "*"}${own}${sign}]`;
}

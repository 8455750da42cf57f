import type { Random } from "../core/random.ts";
import type { Sketch, SketchAtom } from "./sketch.ts";
import { aroundAtoms, isInRing, otherEnd } from "./sketch_bonds.ts";

/** Usual valence of the elements that edits make and change. */
const valence: Readonly<Record<number, number>> = {
  6: 4,
  7: 3,
  8: 2,
  9: 1,
  16: 2,
  17: 1,
  35: 1,
};

/** What new atoms are, the common ones several times: C, N, O, S, F, Cl, Br. */
const palette = [6, 6, 6, 6, 7, 7, 8, 8, 16, 9, 17, 35];

/** An edit: changes the sketch it is given, or gives false and leaves it alone. */
type Edit = (sketch: Sketch, random: Random) => boolean;

/** The edits by name. */
export const sketchEdits: Readonly<Record<string, Edit>> = {
  "change an atom": changeAtom,
  "add an atom": addAtom,
  "remove an atom": removeAtom,
  "insert an atom": insertAtom,
  "change a bond": changeBond,
  "close a ring": closeRing,
  "open a ring": openRing,
};

/**
 * Changes a molecule in one place: another element, an atom more or less, another bond order, a ring of
 * five or six closed or one opened.
 *
 * Valences stay as they should be, atoms with charges or unusual valences are left alone, and no small
 * or large ring and no two double bonds at one atom come about.
 *
 * @param sketch The molecule; it stays as it is.
 * @param random Where the choice comes from.
 * @returns The changed molecule; undefined where what was drawn cannot be done to this one.
 *
 * @example
 * ```ts
 * import { Random } from "../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const methane = { number: 6, charge: 0, hydrogens: 4, isotope: 0 };
 * const found = editSketch({ atoms: [methane], bonds: [] }, new Random(8));
 * assertEquals(methane.hydrogens, 4);
 * assertEquals(found === undefined || found.atoms.length > 0, true);
 * ```
 */
export function editSketch(sketch: Sketch, random: Random): Sketch | undefined {
  const copy = copySketch(sketch);
  const edit = sketchEdits[random.pick(Object.keys(sketchEdits))]!;
  return edit(copy, random) ? copy : undefined;
}

/**
 * A copy that can be changed.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(copySketch({ atoms: [], bonds: [] }), { atoms: [], bonds: [] });
 * ```
 */
export function copySketch({ atoms, bonds }: Sketch): Sketch {
  return { atoms: atoms.map((atom) => ({ ...atom })), bonds: bonds.map((bond) => ({ ...bond })) };
}

function fresh(number: number, bonds: number): SketchAtom {
  return { number, charge: 0, hydrogens: valence[number]! - bonds, isotope: 0 };
}

/** Sum of the orders at an atom. */
function usedBy(sketch: Sketch, atom: number): number {
  return sketch.bonds.reduce(
    (sum, { from, to, order }) => sum + (from === atom || to === atom ? order : 0),
    0,
  );
}

function isUsual(sketch: Sketch, atom: number): boolean {
  const { number, charge, hydrogens, isotope } = sketch.atoms[atom]!;
  return charge === 0 && isotope === 0 && valence[number] === usedBy(sketch, atom) + hydrogens;
}

function changeAtom(sketch: Sketch, random: Random): boolean {
  const at = random.integer(sketch.atoms.length), used = usedBy(sketch, at);
  const number = random.pick(palette);
  if (!isUsual(sketch, at) || number === sketch.atoms[at]!.number || used > valence[number]!) {
    return false;
  }
  sketch.atoms[at] = fresh(number, used);
  return true;
}

function withHydrogen(sketch: Sketch): number[] {
  return [...sketch.atoms.keys()].filter((at) =>
    sketch.atoms[at]!.hydrogens > 0 && isUsual(sketch, at)
  );
}

function addAtom(sketch: Sketch, random: Random): boolean {
  const places = withHydrogen(sketch);
  if (places.length === 0) return false;
  const at = random.pick(places);
  sketch.atoms[at]!.hydrogens--;
  sketch.bonds.push({ from: at, to: sketch.atoms.length, order: 1 });
  sketch.atoms.push(fresh(random.pick(palette), 1));
  return true;
}

/** Takes out an end of a chain, or closes the gap that an atom in a chain leaves. */
function removeAtom(sketch: Sketch, random: Random): boolean {
  if (sketch.atoms.length < 2) return false;
  const at = random.integer(sketch.atoms.length), own = aroundAtoms(sketch)[at]!;
  if (!isUsual(sketch, at) || own.length === 0 || own.length > 2) return false;
  const [first, second] = own.map((bond) => sketch.bonds[bond]!);
  const a = otherEnd(first!, at);
  if (second === undefined) {
    if (!isUsual(sketch, a)) return false;
    sketch.atoms[a]!.hydrogens += first!.order;
  } else {
    if (first!.order !== 1 || second.order !== 1 || isInRing(sketch, own[0]!)) return false;
    sketch.bonds.push({ from: a, to: otherEnd(second, at), order: 1 });
  }
  dropAtom(sketch, at);
  return true;
}

function dropAtom(sketch: Sketch, at: number): void {
  const place = (atom: number) => atom > at ? atom - 1 : atom;
  sketch.atoms.splice(at, 1);
  sketch.bonds = sketch.bonds.filter(({ from, to }) => from !== at && to !== at)
    .map(({ from, to, order }) => ({ from: place(from), to: place(to), order }));
}

function insertAtom(sketch: Sketch, random: Random): boolean {
  if (sketch.bonds.length === 0) return false;
  const at = random.integer(sketch.bonds.length), bond = sketch.bonds[at]!;
  const number = random.pick([6, 6, 7, 8]);
  if (bond.order !== 1 || isInRing(sketch, at)) return false;
  sketch.bonds.push({ from: sketch.atoms.length, to: bond.to, order: 1 });
  sketch.bonds[at] = { ...bond, to: sketch.atoms.length };
  sketch.atoms.push(fresh(number, 2));
  return true;
}

function changeBond(sketch: Sketch, random: Random): boolean {
  if (sketch.bonds.length === 0) return false;
  const bond = random.pick(sketch.bonds), ends = [bond.from, bond.to];
  if (!ends.every((end) => isUsual(sketch, end))) return false;
  if (bond.order === 2) {
    for (const end of ends) sketch.atoms[end]!.hydrogens++;
    bond.order = 1;
    return true;
  }
  const isMultiple = (end: number) =>
    sketch.bonds.some(({ from, to, order }) => order !== 1 && (from === end || to === end));
  if (
    bond.order !== 1 || ends.some((end) => sketch.atoms[end]!.hydrogens === 0 || isMultiple(end))
  ) {
    return false;
  }
  for (const end of ends) sketch.atoms[end]!.hydrogens--;
  bond.order = 2;
  return true;
}

function closeRing(sketch: Sketch, random: Random): boolean {
  const places = withHydrogen(sketch);
  if (places.length === 0) return false;
  const at = random.pick(places), far = distancesFrom(sketch, at);
  const others = places.filter((other) => far[other] === 4 || far[other] === 5);
  if (others.length === 0) return false;
  const other = random.pick(others);
  for (const end of [at, other]) sketch.atoms[end]!.hydrogens--;
  sketch.bonds.push({ from: at, to: other, order: 1 });
  return true;
}

function openRing(sketch: Sketch, random: Random): boolean {
  if (sketch.bonds.length === 0) return false;
  const at = random.integer(sketch.bonds.length), { from, to, order } = sketch.bonds[at]!;
  if (order !== 1 || !isInRing(sketch, at)) return false;
  if (!isUsual(sketch, from) || !isUsual(sketch, to)) return false;
  for (const end of [from, to]) sketch.atoms[end]!.hydrogens++;
  sketch.bonds.splice(at, 1);
  return true;
}

/** Bonds to each atom by the shortest way, -1 for those that cannot be reached [atoms]. */
function distancesFrom(sketch: Sketch, start: number): Int32Array {
  const around = aroundAtoms(sketch), far = new Int32Array(sketch.atoms.length).fill(-1);
  const queue = [start];
  far[start] = 0;
  for (const atom of queue) {
    for (const bond of around[atom]!) {
      const other = otherEnd(sketch.bonds[bond]!, atom);
      if (far[other] !== -1) continue;
      far[other] = far[atom]! + 1;
      queue.push(other);
    }
  }
  return far;
}

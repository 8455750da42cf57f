import type { Random } from "../core/random.ts";
import type { Sketch } from "./sketch.ts";
import { isInRing, sideOf } from "./sketch_bonds.ts";

/**
 * A child of two molecules: each is cut at one single bond outside rings, and a piece of the first is
 * joined with a piece of the second where both were cut.
 *
 * The fragments are so those that chemists made already, as in BRICS (Degen et al. 2008), without its
 * rules of which bonds a synthesis makes.
 *
 * @param first One molecule; it stays as it is.
 * @param second The other one.
 * @param random Where the choice comes from.
 * @returns The child; undefined where one of them has no bond to cut.
 *
 * @example
 * ```ts
 * import { Random } from "../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const atom = { number: 6, charge: 0, hydrogens: 3, isotope: 0 };
 * const ethane = { atoms: [atom, atom], bonds: [{ from: 0, to: 1, order: 1 }] };
 * assertEquals(crossSketches(ethane, ethane, new Random(1)), ethane);
 * ```
 */
export function crossSketches(first: Sketch, second: Sketch, random: Random): Sketch | undefined {
  const left = piece(first, random), right = piece(second, random);
  if (left === undefined || right === undefined) return undefined;
  const shift = left.sketch.atoms.length;
  return {
    atoms: [...left.sketch.atoms, ...right.sketch.atoms],
    bonds: [
      ...left.sketch.bonds,
      ...right.sketch.bonds.map(({ from, to, order }) => ({
        from: from + shift,
        to: to + shift,
        order,
      })),
      { from: left.open, to: right.open + shift, order: 1 },
    ],
  };
}

/** A piece of a molecule with the atom that lacks a bond. */
function piece(sketch: Sketch, random: Random): { sketch: Sketch; open: number } | undefined {
  const bonds = [...sketch.bonds.keys()].filter((bond) =>
    sketch.bonds[bond]!.order === 1 && !isInRing(sketch, bond)
  );
  if (bonds.length === 0) return undefined;
  const bond = random.pick(bonds), { from, to } = sketch.bonds[bond]!;
  const open = random.uniform() < 0.5 ? from : to, side = sideOf(sketch, open, bond);
  const place = new Int32Array(sketch.atoms.length).fill(-1);
  const atoms = sketch.atoms.filter((_, atom) => side[atom] === 1);
  let next = 0;
  side.forEach((inside, atom) => {
    if (inside === 1) place[atom] = next++;
  });
  return {
    sketch: {
      atoms: atoms.map((atom) => ({ ...atom })),
      bonds: sketch.bonds.filter((one, i) => i !== bond && side[one.from] === 1)
        .map(({ from, to, order }) => ({ from: place[from]!, to: place[to]!, order })),
    },
    open: place[open]!,
  };
}

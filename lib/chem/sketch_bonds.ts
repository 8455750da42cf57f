import type { Sketch, SketchBond } from "./sketch.ts";

/**
 * The other atom of a bond.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(otherEnd({ from: 3, to: 5, order: 1 }, 5), 3);
 * ```
 */
export function otherEnd({ from, to }: SketchBond, atom: number): number {
  return from === atom ? to : from;
}

/**
 * Bonds at each atom, as positions in `bonds` [atoms].
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const atom = { number: 6, charge: 0, hydrogens: 3, isotope: 0 };
 * const sketch = { atoms: [atom, atom], bonds: [{ from: 0, to: 1, order: 1 }] };
 * assertEquals(aroundAtoms(sketch), [[0], [0]]);
 * ```
 */
export function aroundAtoms({ atoms, bonds }: Sketch): number[][] {
  const around: number[][] = atoms.map(() => []);
  bonds.forEach(({ from, to }, bond) => {
    around[from]!.push(bond);
    around[to]!.push(bond);
  });
  return around;
}

/**
 * The atoms that hang together with one without crossing a bond [atoms, 1 or 0].
 *
 * @param sketch The molecule.
 * @param start The atom.
 * @param without Position of the bond; defaults to none.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const atom = { number: 6, charge: 0, hydrogens: 3, isotope: 0 };
 * const sketch = { atoms: [atom, atom], bonds: [{ from: 0, to: 1, order: 1 }] };
 * assertEquals([...sideOf(sketch, 1, 0)], [0, 1]);
 * ```
 */
export function sideOf(sketch: Sketch, start: number, without = -1): Uint8Array {
  const around = aroundAtoms(sketch), side = new Uint8Array(sketch.atoms.length);
  const stack = [start];
  side[start] = 1;
  while (stack.length > 0) {
    const atom = stack.pop()!;
    for (const bond of around[atom]!) {
      const other = otherEnd(sketch.bonds[bond]!, atom);
      if (bond === without || side[other] === 1) continue;
      side[other] = 1;
      stack.push(other);
    }
  }
  return side;
}

/**
 * Whether a bond is part of a ring: whether its ends hang together without it.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const atom = { number: 6, charge: 0, hydrogens: 3, isotope: 0 };
 * const sketch = { atoms: [atom, atom], bonds: [{ from: 0, to: 1, order: 1 }] };
 * assertEquals(isInRing(sketch, 0), false);
 * ```
 */
export function isInRing(sketch: Sketch, bond: number): boolean {
  const { from, to } = sketch.bonds[bond]!;
  return sideOf(sketch, from, bond)[to] === 1;
}

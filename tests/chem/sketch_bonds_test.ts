import { assertEquals } from "@std/assert";
import { aroundAtoms, isInRing, otherEnd, sideOf } from "../../lib/chem/sketch_bonds.ts";

/** A triangle 0-1-2 with a tail 2-3. */
const sketch = {
  atoms: Array.from({ length: 4 }, () => ({ number: 6, charge: 0, hydrogens: 2, isotope: 0 })),
  bonds: [[0, 1], [1, 2], [2, 0], [2, 3]].map(([from, to]) => ({ from: from!, to: to!, order: 1 })),
};

Deno.test("isInRing() tells ring bonds from others", () => {
  assertEquals([0, 1, 2, 3].map((bond) => isInRing(sketch, bond)), [true, true, true, false]);
});

Deno.test("sideOf() stops at the bond that is cut", () => {
  assertEquals([...sideOf(sketch, 3, 3)], [0, 0, 0, 1]);
  assertEquals([...sideOf(sketch, 3)], [1, 1, 1, 1]);
});

Deno.test("aroundAtoms() and otherEnd() say what is bonded to what", () => {
  const around = aroundAtoms(sketch);
  assertEquals(around[2]!.map((bond) => otherEnd(sketch.bonds[bond]!, 2)), [1, 0, 3]);
});

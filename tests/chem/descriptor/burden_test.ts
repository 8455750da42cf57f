import { assertAlmostEquals, assertEquals } from "@std/assert";
import { burdenEigenvalues, type BurdenProperties } from "../../../lib/chem/descriptor/burden.ts";
import { graphOf } from "./parts.ts";

const flat = (mass: number[]): BurdenProperties => {
  const zero = mass.map(() => 0);
  return { mass, charge: zero, logP: zero, refractivity: zero };
};

Deno.test("burdenEigenvalues() of two atoms follow by hand", () => {
  const found = burdenEigenvalues(graphOf("C=O"), flat([12, 16]), true);
  const spread = Math.sqrt(4 + 1 / 2); // half the difference, and the bond
  assertAlmostEquals(found.BCUT2D_MWHI!, 14 + spread, 1e-9);
  assertAlmostEquals(found.BCUT2D_MWLOW!, 14 - spread, 1e-9);
  assertAlmostEquals(found.BCUT2D_CHGHI!, Math.SQRT1_2, 1e-9);
});

Deno.test("burdenEigenvalues() leave hydrogens out", () => {
  assertEquals(
    burdenEigenvalues(graphOf("[2H]C=O"), flat([2, 12, 16]), true),
    burdenEigenvalues(graphOf("C=O"), flat([12, 16]), true),
  );
  assertEquals(burdenEigenvalues(graphOf("[H][H]"), flat([1, 1]), true).BCUT2D_MWHI, 0);
});

Deno.test("burdenEigenvalues() are NaN without charges and with dative bonds", () => {
  const metal = burdenEigenvalues(graphOf("[Na+].[Cl-]"), flat([23, 35]), false);
  const dative = burdenEigenvalues(graphOf("[NH3]->[Cu]"), flat([14, 64]), true);
  assertEquals(new Set([...Object.values(metal), ...Object.values(dative)]), new Set([NaN]));
});

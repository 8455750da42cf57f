import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { balabanJ } from "../../../lib/chem/descriptor/balaban.ts";
import { orderDistances } from "../../../lib/chem/descriptor/distances.ts";
import { graphOf } from "./parts.ts";

const indexOf = (smiles: string) => {
  const graph = graphOf(smiles);
  return balabanJ(graph, orderDistances(graph));
};

Deno.test("balabanJ() of propane and cyclopropane follows by hand", () => {
  assertAlmostEquals(indexOf("CCC"), 2 * 2 / Math.sqrt(3 * 2), 1e-12); // distance sums 3, 2, 3
  assertAlmostEquals(indexOf("C1CC1"), 3 / 2 * 3 / 2, 1e-12); // one ring, sums 2
});

Deno.test("balabanJ() of a lone atom is 0, and that of a mixture is next to it", () => {
  assertEquals(indexOf("C"), 0);
  assertEquals(indexOf("CC.CC"), 0);
  const salt = indexOf("C1CC1.[Na+]");
  assert(salt > 0 && salt < 1e-6);
});

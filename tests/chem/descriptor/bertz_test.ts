import { assertAlmostEquals, assertEquals } from "@std/assert";
import { bertzComplexity } from "../../../lib/chem/descriptor/bertz.ts";
import { orderDistances } from "../../../lib/chem/descriptor/distances.ts";
import { graphOf } from "./parts.ts";

const complexity = (smiles: string) => {
  const graph = graphOf(smiles);
  return bertzComplexity(graph, orderDistances(graph));
};

Deno.test("bertzComplexity() of butane and of its oxygen analogue follows by hand", () => {
  // Two connections of one kind: 2 · log₂ 2; with one oxygen of four atoms two kinds.
  assertAlmostEquals(complexity("CCCC"), 2, 1e-12);
  const elements = 4 * (-0.25 * Math.log2(0.25) - 0.75 * Math.log2(0.75));
  assertAlmostEquals(complexity("COCC"), 2 + elements, 1e-12);
});

Deno.test("bertzComplexity() is 0 without a connection, and does not depend on the Kekulé form", () => {
  assertEquals([complexity("C"), complexity("CC")], [0, 0]);
  const [one, other] = [
    "CC2=CN=C1C3=C(C(C)=C(C=N3)C)C=CC1=C2C",
    "CC3=CN=C2C1=NC=C(C)C(C)=C1C=CC2=C3C",
  ];
  assertAlmostEquals(complexity(one!), complexity(other!), 1e-9);
});

import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { loadRDKit } from "../../../lib/chem/rdkit.ts";
import { judgeProposals } from "../../../lib/link/generate/judge.ts";

const rdkit = await loadRDKit();

Deno.test("judgeProposals() takes mirror images for one structure", () => {
  const yardsticks = { known: ["C[C@H](N)C(=O)O"], target: ["CCO"] };
  assertEquals(judgeProposals(rdkit, ["CC(N)C(=O)O", "CCN"], yardsticks).novelty, 0.5);
});

Deno.test("judgeProposals() measures distances by Morgan fingerprints as RDKit does", () => {
  // RDKit: TanimotoSimilarity of Morgan 2, 2048 bits of CCO and CCCO is 5/9.
  const yardsticks = { known: ["CCCO"], target: ["CCCO", "c1ccccc1"] };
  const found = judgeProposals(rdkit, ["CCO", "CCCO"], yardsticks);
  assertAlmostEquals(found.toTarget, (5 / 9 + 1) / 2, 1e-12);
  assertAlmostEquals(found.diversity, 1 - 5 / 9, 1e-12);
  assertAlmostEquals(found.toKnown, found.toTarget, 1e-12);
  assertEquals(found.bestToTarget, 1);
  assert(found.drugLikeness > 0 && found.drugLikeness < 1);
});

Deno.test("judgeProposals() has no diversity for one proposal", () => {
  assertEquals(judgeProposals(rdkit, ["C"], { known: ["C"], target: ["C"] }).diversity, NaN);
});

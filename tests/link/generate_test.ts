import { assert, assertEquals, assertRejects } from "@std/assert";
import { packFingerprints } from "../../lib/chem/fingerprints.ts";
import { withMolecule } from "../../lib/chem/molecule.ts";
import { loadRDKit } from "../../lib/chem/rdkit.ts";
import { tanimoto } from "../../lib/chem/tanimoto.ts";
import { InputError } from "../../lib/core/errors.ts";
import { generate } from "../../lib/link/generate.ts";

const rdkit = await loadRDKit();
const start = ["CCCCO", "Cc1ccccc1N", "CC(=O)Nc1ccc(O)cc1", "C1CCNCC1C", "OC(=O)c1ccncc1"];
const target = packFingerprints(rdkit, ["CC(=O)Oc1ccccc1C(=O)O"]);
const likeTarget = (smiles: readonly string[]) =>
  Promise.resolve(tanimoto(packFingerprints(rdkit, smiles), target).data);
const small = { budget: 300, population: 20, children: 30, keep: 10 };
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

Deno.test("generate() comes nearer to what it is scored by than proposals at random", async () => {
  const guided = await generate(rdkit, start, { ...small, score: likeTarget });
  const random = await generate(rdkit, start, small);
  const found = guided.proposals.map(({ score }) => score);
  assertEquals(found, found.toSorted((a, b) => b - a));
  const chance = await likeTarget(random.proposals.map(({ smiles }) => smiles));
  assert(mean(found) > mean([...chance]) + 0.15, `${mean(found)} against ${mean([...chance])}`);
  assert(random.proposals.every(({ score }) => Number.isNaN(score)));
});

Deno.test("generate() makes as many unique valid structures as asked for, none of those it began with", async () => {
  const { proposals, drawn, valid, unique } = await generate(rdkit, start, { ...small, keep: 300 });
  assertEquals([unique, proposals.length], [300, 300]);
  assertEquals(new Set(proposals.map(({ smiles }) => smiles)).size, 300);
  assert(drawn >= valid && valid >= unique);
  assertEquals(proposals.filter(({ smiles }) => start.includes(smiles)), []);
  for (const { smiles } of proposals) withMolecule(rdkit, smiles, () => {});
});

Deno.test("generate() gives the same structures for the same seed", async () => {
  const run = (seed: number) =>
    generate(rdkit, start, { ...small, budget: 60, seed, score: likeTarget });
  assertEquals(await run(4), await run(4));
  assert(JSON.stringify(await run(4)) !== JSON.stringify(await run(5)));
});

Deno.test("generate() frees what it makes: RDKit's memory does not grow", async () => {
  await generate(rdkit, start, { ...small, budget: 200 });
  const before = rdkit.memory();
  await generate(rdkit, start, { ...small, budget: 600, seed: 2 });
  assertEquals(rdkit.memory(), before);
});

Deno.test("generate() refuses a beginning that nothing can come from", async () => {
  await assertRejects(() => generate(rdkit, ["O", "[Na+].[Cl-]"]), InputError, "2 structures");
  // No edit knows silicon, and a ring alone has no bond to cut.
  const silicon = "[SiH2]1[SiH2][SiH2][SiH2][SiH2]1";
  await assertRejects(() => generate(rdkit, [silicon]), InputError, "no new ones");
});

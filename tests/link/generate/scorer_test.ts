import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { loadRDKit } from "../../../lib/chem/rdkit.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { profileScorer } from "../../../lib/link/generate/scorer.ts";
import { structureFeatures } from "../../../lib/link/structure_features.ts";
import { trainTranslator } from "../../../lib/link/translator.ts";

const { tf } = await openBackend({ backend: "cpu", log: () => {} });
const rdkit = await loadRDKit();
const smiles = ["CCO", "c1ccccc1", "CC(=O)N", "C1CCNCC1"];
const profiles = { rows: 4, cols: 2, data: Float32Array.of(1, 1, -1, 1, 1, -1, -1, -1) };
const train = {
  names: smiles,
  profiles,
  structures: structureFeatures(rdkit, smiles, false),
  compoundOf: Int32Array.of(0, 1, 2, 3),
};

Deno.test("profileScorer() gives the structure of a profile it learned the best score", async () => {
  const options = { epochs: 30, hidden: 0, embedding: 4, mask: 0, rate: 0.02 };
  const translator = await trainTranslator(tf, train, options);
  for (let row = 0; row < 4; row++) {
    const profile = { rows: 1, cols: 2, data: profiles.data.slice(2 * row, 2 * row + 2) };
    const scores = await (await profileScorer(tf, rdkit, translator, profile))(smiles);
    assertEquals(scores.indexOf(Math.max(...scores)), row);
    assertAlmostEquals(Math.max(...scores.map(Math.abs), 1), 1, 1e-5);
  }
});

Deno.test("profileScorer() refuses a profile with other features", async () => {
  const translator = await trainTranslator(tf, train, { epochs: 1, hidden: 0, embedding: 4 });
  const wrong = { rows: 1, cols: 3, data: new Float64Array(3) };
  await assertRejects(() => profileScorer(tf, rdkit, translator, wrong), InputError, "3 features");
});

import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { rowProducts } from "../../lib/core/row_products.ts";
import { openBackend } from "../../lib/learn/backend.ts";
import { consensusOf, takeCompounds } from "../../lib/link/matched.ts";
import { chanceOf, retrieve } from "../../lib/link/retrieval.ts";
import { contrastiveLosses, embed, trainTranslator } from "../../lib/link/translator.ts";
import { scaleName } from "../../lib/link/translator/towers.ts";
import { planted } from "./planted.ts";

const { tf } = await openBackend({ backend: "cpu", log: () => {} });
const matched = planted(60, 2, 7);
const part = (from: number, to: number) =>
  takeCompounds(matched, Array.from({ length: to - from }, (_, i) => from + i));
const small = { hidden: 16, embedding: 8, epochs: 40, rate: 0.01, mask: 0.1 };

for (const loss of contrastiveLosses) {
  Deno.test(`trainTranslator() with ${loss} finds partners among compounds it has not seen`, async () => {
    const before = tf.memory().numTensors;
    const translator = await trainTranslator(tf, part(0, 45), { ...small, loss });
    const test = part(45, 60);
    const profiles = await embed(tf, translator, "profile", consensusOf(test));
    const structures = await embed(tf, translator, "structure", test.structures);
    const found = retrieve(rowProducts(profiles, structures));
    const mean = found.reduce((sum, one) => sum + one[3], 0) / 15;
    assert(mean > 1.5 * chanceOf(15)[3], `${mean}`);
    assertEquals(tf.memory().numTensors, before);
    assertAlmostEquals(Math.hypot(...profiles.data.subarray(0, 8)), 1, 1e-5);
    // InfoLOOB has no lower bound, so that its temperature stays where it was put.
    const scale = translator.weights[scaleName]!.data[0]!;
    if (loss === "InfoLOOB") assertAlmostEquals(scale, Math.log(10), 1e-6);
    else assert(Math.abs(scale - Math.log(10)) > 1e-3);
  });
}

Deno.test("trainTranslator() gives the same weights for the same seed, and keeps the best epoch", async () => {
  const options = { ...small, epochs: 20, patience: 5, validation: part(45, 60) };
  const one = await trainTranslator(tf, part(0, 45), options);
  const two = await trainTranslator(tf, part(0, 45), options);
  assertEquals(one, two);
  assert(one.validationMrr > 0 && one.epochs >= 5 && one.epochs <= 20);
  const other = await trainTranslator(tf, part(0, 45), { ...options, seed: 2 });
  assert(
    other.weights["profile/dense1/kernel"]!.data[0] !==
      one.weights["profile/dense1/kernel"]!.data[0],
  );
});

Deno.test("trainTranslator() and embed() refuse what cannot be", async () => {
  await assertRejects(() => trainTranslator(tf, part(0, 1)), InputError, "two or more");
  const translator = await trainTranslator(tf, part(0, 9), { ...small, epochs: 1 });
  const wrong = { rows: 1, cols: 2, data: new Float32Array(2) };
  await assertRejects(() => embed(tf, translator, "profile", wrong), InputError, "2 features");
});

import { assert, assertEquals, assertRejects } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { openBackend } from "../../lib/learn/backend.ts";
import { classReport } from "../../lib/learn/metrics.ts";
import { type HybridExamples, nameExamples, trainHybrid } from "../../lib/learn/train_hybrid.ts";

const { tf } = await openBackend({ backend: "cpu", log: () => {} });
const random = new Random(7), classes = ["DMSO", "taxol", "nocodazole"];
// Seven of ten are DMSO, and every class is blurred into the next one.
const targets = Array.from({ length: 240 }, (_, i) => i % 10 < 7 ? 0 : i % 2 + 1);
const centres = [0, 1, -1];
const values = targets.map((target) => centres[target]! + random.normal(0, 0.7));
const metadata = { columns: 1, of: (row: number) => new Float32Array([values[row]!]) };
const examples: HybridExamples = { metadata, targets, classes };
const rows = [...targets.keys()];
const recipe = {
  train: rows.slice(0, 120),
  validation: rows.slice(120),
  rate: 0.02,
  epochs: 10,
  units: [8],
  head: [8],
};

Deno.test("trainHybrid() without a remedy names the commonest class too often, logit adjustment less", async () => {
  const judge = async (remedy: "none" | "adjust") => {
    const { network } = await trainHybrid(tf, examples, {
      ...recipe,
      remedy,
      monitor: "validationLoss",
      epochs: 6,
    });
    const { named } = await nameExamples(tf, network, examples, recipe.validation);
    const truth = recipe.validation.map((row) => targets[row]!);
    const { balancedAccuracy } = classReport(truth, named, classes, { resamples: 1 });
    return { dmso: named.filter((c) => c === 0).length, balanced: balancedAccuracy.value };
  };
  const none = await judge("none"), adjust = await judge("adjust");
  const true_ = recipe.validation.filter((row) => targets[row] === 0).length;
  assert(none.dmso > true_, `${none.dmso} of ${true_}`);
  assert(adjust.dmso < true_, `${adjust.dmso} of ${true_}`);
  assert(adjust.balanced > none.balanced + 0.1, `${adjust.balanced} and ${none.balanced}`);
});

Deno.test("trainHybrid() gives back the best epoch, lowers the rate, and stops early", async () => {
  const { history, bestEpoch, stopped, network } = await trainHybrid(tf, examples, {
    ...recipe,
    epochs: 40,
    patience: 2,
  });
  const scores = history.map(({ balancedAccuracy }) => balancedAccuracy!);
  assertEquals([stopped, bestEpoch], ["early", scores.indexOf(Math.max(...scores)) + 1]);
  assertEquals(history.length, bestEpoch + 2);
  assert(history.at(-1)!.rate! < history[0]!.rate!);
  const { named } = await nameExamples(tf, network, examples, recipe.validation);
  const truth = recipe.validation.map((row) => targets[row]!);
  const again = classReport(truth, named, classes, { resamples: 1 }).balancedAccuracy.value;
  assert(Math.abs(again - Math.max(...scores)) < 1e-6);
});

Deno.test("trainHybrid() sees images and measurements, and leaves nothing on the device", async () => {
  const before = tf.memory().numTensors;
  const image = {
    side: 4,
    channels: 2,
    of: (row: number) => ({
      shape: [4, 4, 2],
      data: new Float32Array(32).fill(targets[row]! - 1),
    }),
  };
  const { network } = await trainHybrid(tf, { ...examples, image }, {
    ...recipe,
    epochs: 1,
    filters: [2],
  });
  assertEquals(network.inputs, [[4, 4, 2], [1]]);
  const { logits } = await nameExamples(tf, network, { ...examples, image }, [0, 1]);
  assertEquals([logits.length, tf.memory().numTensors], [6, before]);
});

Deno.test("trainHybrid() names a class that is not in the training set", async () => {
  const train = recipe.train.filter((row) => targets[row] !== 2);
  const wrong = () => trainHybrid(tf, examples, { ...recipe, train });
  await assertRejects(wrong, RangeError, "Class 2 has no training example");
});

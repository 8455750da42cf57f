import { assertAlmostEquals, assertEquals } from "@std/assert";
import { openBackend } from "../../../lib/learn/backend.ts";
import { crossEntropy } from "../../../lib/learn/fit/loss.ts";
import { sgd } from "../../../lib/learn/fit/optimizer.ts";
import { countHits, trainStep } from "../../../lib/learn/fit/step.ts";
import { toDevice, type TrainingStep } from "../../../lib/learn/network.ts";

const { tf } = await openBackend({ log: () => {} });
// Two inputs are two logits: loss and gradient are known in closed form.
const network = {
  kind: "gain",
  inputs: [[2]],
  weights: { gain: { shape: [1, 2], data: new Float32Array([1, 1]) } },
  apply: (
    t: typeof tf,
    { gain }: Record<string, ReturnType<typeof tf.tensor>>,
    [x]: readonly unknown[],
  ) => t.mul(x as ReturnType<typeof tf.tensor>, gain!),
};
const options = { trainable: ["gain"], loss: crossEntropy(), optimizer: sgd(), rate: 0.5, step: 1 };
const batch = (x: number) => ({
  inputs: [{ shape: [1, 2], data: new Float32Array([x, 0]) }],
  targets: { shape: [1], data: new Int32Array([1]) },
});

Deno.test("trainStep() moves the weights by rate times gradient, penalty included", async () => {
  const device = { weights: toDevice(tf, network.weights), slots: {} };
  const done = await trainStep(tf, network, device, batch(2), "b", { ...options, l2: 0.1 });
  // Loss log(1 + e²) + 0.1 · 2; its gradient 2 / (1 + e⁻²) + 0.2 in the first gain, 0.2 in the other.
  assertAlmostEquals(done.loss, Math.log1p(Math.exp(2)) + 0.2, 1e-5);
  assertEquals([done.hits, done.finite], [0, true]);
  const [first, second] = await device.weights.gain!.data();
  assertAlmostEquals(first!, 1 - 0.5 * (2 / (1 + Math.exp(-2)) + 0.2), 1e-5);
  assertAlmostEquals(second!, 0.9, 1e-6);
  tf.dispose(device.weights);
});

Deno.test("trainStep() changes nothing where the loss is not finite", async () => {
  const device = { weights: toDevice(tf, network.weights), slots: {} };
  const tensors = tf.memory().numTensors;
  const done = await trainStep(tf, network, device, batch(NaN), "b", { ...options, l2: 0 });
  assertEquals([done.finite, [...await device.weights.gain!.data()]], [false, [1, 1]]);
  assertEquals(tf.memory().numTensors, tensors);
  tf.dispose(device.weights);
});

Deno.test("trainStep() takes over the statistics that move, of a step that is finite", async () => {
  const counting = {
    ...network,
    weights: { ...network.weights, seen: { shape: [], data: new Float32Array([1]) } },
    statistics: ["seen"],
    train: (
      t: typeof tf,
      weights: Record<string, ReturnType<typeof tf.tensor>>,
      inputs: readonly ReturnType<typeof tf.tensor>[],
      step: TrainingStep,
    ) => ({
      outputs: network.apply(t, weights, inputs),
      statistics: { seen: t.add(weights.seen!, 10 * step.number) },
    }),
  };
  const device = { weights: toDevice(tf, counting.weights), slots: {} };
  const tensors = tf.memory().numTensors,
    settings = {
      ...options,
      l2: 0,
      step: 2,
      moving: new Set(["seen"]),
    };
  await trainStep(tf, counting, device, batch(2), "b", settings);
  assertEquals(device.weights.seen!.dataSync()[0], 21);
  await trainStep(tf, counting, device, batch(NaN), "b", settings);
  assertEquals(device.weights.seen!.dataSync()[0], 21);
  await trainStep(tf, counting, device, batch(2), "b", { ...settings, moving: new Set() });
  assertEquals(device.weights.seen!.dataSync()[0], 21);
  assertEquals(tf.memory().numTensors, tensors);
  tf.dispose(device.weights);
});

Deno.test("countHits() counts classes, and is NaN for targets that are none", async () => {
  const outputs = tf.tensor2d([[1, 2], [3, 0], [0, 1]]);
  assertEquals((await countHits(tf, outputs, tf.tensor1d([1, 0, 0], "int32")).data())[0], 2);
  assertEquals((await countHits(tf, outputs, outputs).data())[0], NaN);
});

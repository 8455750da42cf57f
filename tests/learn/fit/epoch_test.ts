import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { openBackend } from "../../../lib/learn/backend.ts";
import { BrokenBatch, judgeEpoch, trainEpoch } from "../../../lib/learn/fit/epoch.ts";
import { crossEntropy } from "../../../lib/learn/fit/loss.ts";
import { sgd } from "../../../lib/learn/fit/optimizer.ts";
import { beginFit } from "../../../lib/learn/fit/state.ts";
import { toDevice } from "../../../lib/learn/network.ts";
import { cloud, jittered, smallNetwork } from "../small_network.ts";

const { tf } = await openBackend({ log: () => {} });
const network = smallNetwork(), names = Object.keys(network.weights), optimizer = sgd();
const fresh = beginFit(network.weights, names, optimizer, 0);
const train = () => jittered(cloud(40, 1));

Deno.test("trainEpoch() weighs the loss of a smaller last batch by its examples", async () => {
  const device = { weights: toDevice(tf, network.weights), slots: {} };
  // At rate 0 nothing moves, so the mean loss is that of all examples at once.
  const options = {
    epochs: 1,
    train,
    optimizer,
    rate: 0,
    validation: () => jittered(cloud(40, 1), undefined, 40),
  };
  const done = await trainEpoch(tf, network, device, { trainable: names }, fresh, options);
  const judged = await judgeEpoch(tf, network, device, options);
  assertAlmostEquals(done!.measured.loss!, judged!.validationLoss!, 1e-6);
  assertEquals(done!.measured.accuracy, judged!.validationAccuracy);
  assertEquals(done!.step, 3);
  tf.dispose(device.weights);
});

Deno.test("judgeEpoch() takes its own loss, and names a broken batch", async () => {
  const device = { weights: toDevice(tf, network.weights), slots: {} };
  const loss = crossEntropy({ classWeights: [0, 0, 0] });
  const options = { epochs: 1, train, loss, validation: train };
  assertAlmostEquals((await judgeEpoch(tf, network, device, options))!.validationLoss!, 0, 1e-9);
  const other = { ...options, validationLoss: () => tf.scalar(NaN) };
  await assertRejects(
    () => judgeEpoch(tf, network, device, other),
    BrokenBatch,
    "batch 1 (example 1",
  );
  tf.dispose(device.weights);
});

import type { Scalar } from "@tensorflow/tfjs";
import { assert, assertEquals } from "@std/assert";
import { openBackend } from "../../../../lib/learn/backend.ts";
import { cutInception } from "../../../../lib/learn/cut.ts";
import { crossEntropy, fit, sgd } from "../../../../lib/learn/fit.ts";
import { inceptionNames, InceptionV3 } from "../../../../lib/learn/nets/inception_v3.ts";
import { uniform, weight } from "../formula.ts";

const { tf } = await openBackend({ log: () => {} });
const names = inceptionNames({ classes: 3, auxiliary: false });
const given = new Map([...names].map(([name, shape]) => [name, weight(name, shape)]));

/** Pixels that the cut brings to ImageNet's mean and deviation, and targets. */
const values = uniform("images", 4 * 107 * 107 * 3, 0, 1), targets = new Int32Array([0, 1, 2, 1]);

Deno.test("a step of the end is a step of the whole network in training, statistics and all", async () => {
  // The whole network in training is held against PyTorch in its own tests.
  const net = new InceptionV3(tf, given), cut = cutInception(tf, net, { size: 107, dropout: 0 });
  const [input, loss, gradients] = tf.tidy(() => {
    const middle = cut.begin(tf.tensor4d(values, [4, 107, 107, 3])) as ReturnType<typeof net.tap>;
    net.unfreeze("Mixed_7b", "Mixed_7c", "fc");
    const { value, grads } = tf.variableGrads(() => {
      const last = net.through(middle, { from: "Mixed_7b", training: true });
      const logits = net.classify(net.pool(last));
      return crossEntropy()(tf, logits, tf.tensor1d(targets, "int32")) as Scalar;
    }, net.variables);
    return [middle, value.dataSync()[0]!, Object.values(grads)];
  });
  const variables = net.variables;
  tf.tidy(() => variables.forEach((one, i) => one.assign(tf.sub(one, tf.mul(gradients[i]!, 0.1)))));
  const batch = {
    inputs: [{ shape: input.shape, data: input.dataSync() as Float32Array }],
    targets: { shape: [4], data: targets },
  };
  const { history, state } = await fit(tf, cut.end, {
    epochs: 1,
    rate: 0.1,
    optimizer: sgd(),
    train: () => [batch],
  });
  assert(Math.abs(history[0]!.loss! - loss) < 1e-5);
  for (const [name, found] of Object.entries(state.weights)) {
    const expected = net.named(name).dataSync();
    let largest = 1e-3, apart = 0;
    expected.forEach((value, i) => {
      largest = Math.max(largest, Math.abs(value));
      apart = Math.max(apart, Math.abs(value - found[i]!));
    });
    const far = apart / largest;
    assert(far < 1e-5, `${name} is off by ${far}`);
  }
  assertEquals(cut.end.statistics!.length, 2 * 18);
  tf.dispose([input, gradients]);
  net.dispose();
});

Deno.test("dropout depends on the step and the seed only", async () => {
  const net = new InceptionV3(tf, given), pools = uniform("pools", 4 * 2048, 0, 1);
  const batch = {
    inputs: [{ shape: [4, 2048], data: pools }],
    targets: { shape: [4], data: targets },
  };
  const run = async (dropout: number, seed: number) => {
    const { end } = cutInception(tf, net, { train: ["fc"], size: 75, dropout, seed });
    return (await fit(tf, end, { epochs: 1, train: () => [batch, batch] })).history[0]!.loss!;
  };
  assertEquals(await run(0.5, 1), await run(0.5, 1));
  assert(await run(0.5, 1) !== await run(0.5, 2));
  assert(await run(0.5, 1) !== await run(0, 1));
  net.dispose();
});

Deno.test("frozen blocks normalise by their running statistics, and stay, while the head learns", async () => {
  const net = new InceptionV3(tf, given), sizes = { size: 107, dropout: 0 };
  const whole = cutInception(tf, net, sizes),
    head = cutInception(tf, net, { ...sizes, train: ["fc"] });
  const batchOf = (cut: typeof head) => {
    const input = tf.tidy(() => cut.begin(tf.tensor4d(values, [4, 107, 107, 3])));
    const data = input.dataSync() as Float32Array, { shape } = input;
    input.dispose();
    return { inputs: [{ shape, data }], targets: { shape: [4], data: targets } };
  };
  const frozen = (name: string) => !name.startsWith("fc.");
  const run = (cut: typeof head) =>
    fit(tf, cut.end, { epochs: 3, rate: 0.1, frozen, train: () => [batchOf(cut)] });
  const [found, expected] = [await run(whole), await run(head)];
  // The loss grows to above 100 at this rate, and with it the rounding.
  found.history.forEach(({ loss }, epoch) => {
    const other = expected.history[epoch]!.loss!;
    assert(Math.abs(loss! - other) < 1e-5 * other);
  });
  const mean = "Mixed_7c.branch1x1.bn.running_mean";
  assertEquals(found.weights[mean], Float32Array.from(net.named(mean).dataSync()));
  net.dispose();
});

import type { Tensor, Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { Random } from "../../../../lib/core/random.ts";
import { openBackend } from "../../../../lib/learn/backend.ts";
import { fit } from "../../../../lib/learn/fit.ts";
import { InceptionV3, initialInception } from "../../../../lib/learn/nets/inception_v3.ts";
import { inceptionTail } from "../../../../lib/learn/nets/inception_v3/tail.ts";
import { toDevice } from "../../../../lib/learn/network.ts";

const { tf } = await openBackend({ log: () => {} });
const net = new InceptionV3(
  tf,
  initialInception({ classes: 3, auxiliary: false }, new Random(1)),
);
const size = 139, random = new Random(2);
const options = { from: "Mixed_7b", classes: 3, size, random: new Random(3) };
const pixels = Float32Array.from({ length: 2 * size * size * 3 }, () => random.normal());
const images = tf.tensor4d(pixels, [2, size, size, 3]);
const below = net.through(net.prepare(images), { to: "Mixed_7a" });

Deno.test("inceptionTail() gives what the network's own blocks give, training or not", async () => {
  const { inputs, weights, apply, moving } = await inceptionTail(tf, net, options);
  assertEquals(inputs, [below.shape.slice(1)]);
  net.unfreeze("Mixed_7b", "Mixed_7c");
  for (const training of [false, true]) {
    const moved = new Map<string, Float32Array>();
    const [given, expected] = tf.tidy(() => {
      const tensors = toDevice(tf, weights);
      const move = (name: string, value: Tensor) =>
        void moved.set(name, value.dataSync() as Float32Array);
      const given = apply(tf, tensors, [below], training ? { move } : undefined);
      // In training this moves the network's running statistics, after the tail read the old ones.
      const last = net.pool(net.through(below, { from: "Mixed_7b", training }));
      const head = tf.matMul(last, tensors["fc.weight"] as Tensor2D);
      return [given.dataSync(), tf.add(head, tensors["fc.bias"]!).dataSync()];
    });
    const largest = Math.max(...Array.from(expected, Math.abs));
    given.forEach((value, i) => assertAlmostEquals(value, expected[i]!, 1e-3 * largest));
    assertEquals([...moved.keys()].sort(), training ? [...moving!].sort() : []);
    for (const [name, values] of moved) {
      const own = net.named(name).dataSync();
      values.forEach((value, i) =>
        assertAlmostEquals(value, own[i]!, 1e-3 * Math.max(1, Math.abs(own[i]!)))
      );
    }
  }
});

Deno.test("inceptionTail() is trained by fit(), its running statistics move along", async () => {
  const network = await inceptionTail(tf, net, { ...options, from: "Mixed_7c" });
  const [, height, width, channels] = [0, ...network.inputs[0]!];
  const x = tf.tidy(() =>
    net.through(below as Tensor4D, { from: "Mixed_7b", to: "Mixed_7b" }).dataSync()
  ) as Float32Array;
  const inputs = [{ shape: [2, height!, width!, channels!], data: x }];
  const batch = { inputs, targets: { shape: [2], data: new Int32Array([0, 2]) } };
  const before = tf.memory().numTensors;
  const { weights, history } = await fit(tf, network, {
    epochs: 3,
    rate: 1e-4,
    train: () => [batch],
  });
  assertEquals(tf.memory().numTensors, before);
  assert(history[2]!.loss! < history[0]!.loss!, JSON.stringify(history));
  for (const part of ["conv.weight", "bn.running_mean", "bn.running_var"]) {
    const name = `Mixed_7c.branch1x1.${part}`;
    assert(weights[name]!.some((value, i) => value !== network.weights[name]!.data[i]), part);
  }
});

Deno.test("inceptionTail() refuses a block that is not there, or has nothing before it", async () => {
  for (const from of ["Mixed_9", "Conv2d_1a_3x3"]) {
    await assertRejects(() => inceptionTail(tf, net, { ...options, from }), RangeError, from);
  }
});

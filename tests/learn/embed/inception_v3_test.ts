import { assert, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { inceptionEmbedder } from "../../../lib/learn/embed/inception_v3.ts";
import { InceptionV3, initialInception } from "../../../lib/learn/nets/inception_v3.ts";

const { tf } = await openBackend({ log: () => {} });

Deno.test("Inception's vectors are the last pool of images normalised by ImageNet, and nothing leaks", async () => {
  const before = tf.memory().numTensors;
  const tensors = initialInception({ classes: 2, auxiliary: false }, new Random(1));
  const net = new InceptionV3(tf, tensors), embedder = inceptionEmbedder(tf, net);
  const batch = Float32Array.from({ length: 2 * 299 * 299 * 3 }, (_, i) => (i * 37 % 101) / 100);
  const expected = tf.tidy(() => {
    // The network brings ImageNet's normalisation to −1 … 1, which 2x − 1 does at once.
    const images = tf.sub(tf.mul(tf.tensor4d(batch, [2, 299, 299, 3]), 2), 1);
    return net.pool(net.through(images as ReturnType<typeof net.prepare>)).dataSync();
  });
  const found = await embedder.embed(batch);
  const largest = Math.max(...[...expected].map(Math.abs));
  assertEquals(found.length, 2 * 2048);
  found.forEach((value, i) => assert(Math.abs(value - expected[i]!) < 1e-4 * largest));
  embedder.dispose();
  assertEquals(tf.memory().numTensors, before);
});

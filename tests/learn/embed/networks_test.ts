import { assert, assertEquals, assertThrows } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { readCheckpoint } from "../../../lib/learn/checkpoint.ts";
import { dinoEmbedder, hcsEmbedder, inceptionEmbedder } from "../../../lib/learn/embed/networks.ts";
import { DinoV2 } from "../../../lib/learn/nets/dinov2.ts";
import { encodeModel } from "../../../lib/learn/model_file.ts";
import { hcsSmall } from "../../../lib/learn/nets/hcs_small.ts";
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

Deno.test("DINOv2's vector is its class token, named by its width", async () => {
  const file = new URL("../nets/fixtures/dinov2_tiny.safetensors", import.meta.url);
  const { tensors } = readCheckpoint(await Deno.readFile(file));
  const net = new DinoV2(tf, tensors), embedder = dinoEmbedder(tf, net);
  assertEquals([embedder.name, embedder.length, embedder.channels], ["dinov2_64", 64, 3]);
  const grey = new Float32Array(224 * 224 * 3).fill(0.5), found = await embedder.embed(grey);
  const expected = tf.tidy(() => {
    const pixel = tf.tensor1d([0.0655, 0.1964, 0.4178]);
    return net.forward(tf.mul(tf.ones([1, 224, 224, 3]), pixel)).cls.dataSync();
  });
  found.forEach((value, i) => assert(Math.abs(value - expected[i]!) < 1e-3));
  embedder.dispose();
});

Deno.test("hcs_small reads its own model file and gives the last pool of images as they are", async () => {
  const network = hcsSmall({ channels: 3, classes: 4 }, new Random(5));
  const weights = Object.fromEntries(
    Object.entries(network.weights).map(([name, { data }]) => [name, data as Float32Array]),
  );
  const about = { settings: {}, classes: ["a", "b", "c", "d"], fingerprint: "00", metrics: {} };
  const model = { network: "hcs_small", ...about, weights };
  const bytes = encodeModel(model, { bits: 16, shapes: network });
  const { tensors } = readCheckpoint(bytes, { file: "weights.safetensors" });
  const embedder = hcsEmbedder(tf, tensors, "weights.safetensors");
  const images = Float32Array.from({ length: 2 * 64 * 64 * 3 }, (_, i) => (i * 7 % 13) / 13);
  const vectors = await embedder.embed(images), before = tf.memory().numTensors;
  await embedder.embed(images);
  assertEquals(tf.memory().numTensors, before);
  // The classes are a dense layer on the vectors: both ways must give the same scores.
  const scores = network.apply(
    tf,
    Object.fromEntries(
      Object.entries(network.weights).map(([name, { shape, data }]) => [
        name,
        tf.tensor(data, [...shape]),
      ]),
    ),
    [tf.tensor4d(images, [2, 64, 64, 3])],
  );
  const kernel = tensors.get("classes/kernel")!;
  const found = tf.matMul(
    tf.tensor2d(vectors, [2, 192]),
    tf.tensor2d(Float32Array.from(kernel.data as Float32Array), [192, 4]),
  );
  const off = tf.max(tf.abs(tf.sub(scores, found)));
  assert((await off.data())[0]! < 5e-3, "half precision in the file, no more");
  embedder.dispose();
  const one = new Map([...tensors].filter(([name]) => name !== "level3/same/bias"));
  assertThrows(() => hcsEmbedder(tf, one), Error, "level3/same/bias");
});

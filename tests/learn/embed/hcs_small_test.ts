import { assert, assertEquals, assertThrows } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { readCheckpoint } from "../../../lib/learn/checkpoint.ts";
import { hcsEmbedder } from "../../../lib/learn/embed/hcs_small.ts";
import { encodeModel } from "../../../lib/learn/model_file.ts";
import { hcsSmall } from "../../../lib/learn/nets/hcs_small.ts";

const { tf } = await openBackend({ log: () => {} });

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

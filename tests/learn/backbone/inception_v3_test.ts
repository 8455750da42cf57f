import { assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { inceptionBackbone } from "../../../lib/learn/backbone/inception_v3.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { inceptionEmbedder } from "../../../lib/learn/embed/inception_v3.ts";
import { InceptionV3, initialInception } from "../../../lib/learn/nets/inception_v3.ts";

const { tf } = await openBackend({ log: () => {} });

Deno.test("inceptionBackbone() gives the last pool that the embedder gives", async () => {
  const tensors = initialInception({ classes: 2, auxiliary: false }, new Random(1));
  const net = new InceptionV3(tf, tensors), size = InceptionV3.size, random = new Random(2);
  const image = Float32Array.from({ length: size * size * 3 }, () => random.uniform());
  const expected = await inceptionEmbedder(tf, net).embed(image);
  const backbone = inceptionBackbone(tf, net);
  const found = tf.tidy(() => {
    const images = tf.tensor4d(image, [1, size, size, 3]);
    return backbone.pool(backbone.through(backbone.prepare(images))).dataSync();
  });
  assertEquals(found.length, backbone.length);
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  found.forEach((value, i) => assertAlmostEquals(value, expected[i]!, 1e-4 * largest));
  backbone.dispose();
});

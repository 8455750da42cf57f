import type { Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { hcsBackbone } from "../../../lib/learn/backbone/hcs_small.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { hcsLevels, hcsSmall } from "../../../lib/learn/nets/hcs_small.ts";
import { toDevice } from "../../../lib/learn/network.ts";

const { tf } = await openBackend({ log: () => {} });
const network = hcsSmall({ channels: 3, classes: 5 }, new Random(1));
const random = new Random(2);
const pixels = Float32Array.from({ length: 2 * 64 * 64 * 3 }, () => random.uniform());

Deno.test("hcsBackbone() is cut with a new last layer, and stays as it is itself", () => {
  const backbone = hcsBackbone(tf, network), cut = backbone.cut("level4", 7, new Random(3));
  const [given, expected] = tf.tidy(() => {
    const images = tf.tensor4d(pixels, [2, 64, 64, 3]), weights = toDevice(tf, cut.end.weights);
    const pooled = backbone.pool(backbone.through(images));
    const logits = tf.matMul(pooled, weights["classes/kernel"] as Tensor2D);
    return [cut.end.apply(tf, weights, [cut.begin(images)]).dataSync(), logits.dataSync()];
  });
  assertEquals(given.length, 2 * 7);
  given.forEach((value, i) => assertAlmostEquals(value, expected[i]!, 1e-4));
  assertEquals(network.weights["classes/kernel"]!.shape, [192, 5]);
  cut.dispose();
  backbone.dispose();
});

Deno.test("hcsBackbone() runs blocks one by one as it runs them together", () => {
  const backbone = hcsBackbone(tf, network);
  const [one, all] = tf.tidy(() => {
    const images = tf.tensor4d(pixels, [2, 64, 64, 3]);
    const step = (x: Tensor4D, block: string) => backbone.through(x, { from: block, to: block });
    return [hcsLevels.reduce(step, images).dataSync(), backbone.through(images).dataSync()];
  });
  one.forEach((value, i) => assertAlmostEquals(value, all[i]!, 1e-6));
  backbone.dispose();
});

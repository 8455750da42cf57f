import type { Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { hcsBackbone } from "../../../lib/learn/backbone/hcs_small.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { hcsBlocks, hcsSmall } from "../../../lib/learn/nets/hcs_small.ts";
import { toDevice } from "../../../lib/learn/network.ts";

const { tf } = await openBackend({ log: () => {} });
const network = hcsSmall({ channels: 3, classes: 5 }, new Random(1));
const random = new Random(2);
const pixels = Float32Array.from({ length: 2 * 64 * 64 * 3 }, () => random.uniform());

Deno.test("hcsBackbone()'s frozen part and tail together are the whole network", async () => {
  const backbone = hcsBackbone(tf, network);
  for (const from of ["level1/down", "level3/same", "level4/down"]) {
    const tail = await backbone.tail(from, 5, new Random(3));
    const below = backbone.blocks[backbone.blocks.indexOf(from) - 1];
    const [given, expected] = tf.tidy(() => {
      const images = tf.tensor4d(pixels, [2, 64, 64, 3]);
      const x = below === undefined ? images : backbone.through(images, { to: below });
      assertEquals(x.shape.slice(1), tail.inputs[0]);
      // The tail's last layer is new, so the whole network gets it, too.
      const weights = toDevice(tf, tail.weights);
      const whole = { ...toDevice(tf, network.weights), ...weights };
      return [
        (tail.apply(tf, weights, [x]) as Tensor2D).dataSync(),
        (network.apply(tf, whole, [images]) as Tensor2D).dataSync(),
      ];
    });
    given.forEach((value, i) => assertAlmostEquals(value, expected[i]!, 1e-5));
  }
  backbone.dispose();
});

Deno.test("hcsBackbone() runs blocks one by one as it runs them together", () => {
  const backbone = hcsBackbone(tf, network);
  const [one, all] = tf.tidy(() => {
    const images = tf.tensor4d(pixels, [2, 64, 64, 3]);
    const step = (x: Tensor4D, block: string) => backbone.through(x, { from: block, to: block });
    return [hcsBlocks.reduce(step, images).dataSync(), backbone.through(images).dataSync()];
  });
  one.forEach((value, i) => assertAlmostEquals(value, all[i]!, 1e-6));
  backbone.dispose();
});

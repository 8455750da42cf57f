import { assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { convolvePooled, dense, layer } from "../../../lib/learn/nets/layers.ts";

const { tf } = await openBackend({ log: () => {} });

Deno.test("dense() multiplies and adds its bias", async () => {
  const weights = {
    "d/kernel": tf.tensor2d([[1, 2], [3, 4]]),
    "d/bias": tf.tensor1d([10, 20]),
  };
  assertEquals([...await dense(tf, weights, "d", tf.tensor2d([[1, 1]])).data()], [14, 26]);
});

Deno.test("convolvePooled() is convolution, bias, ReLU and max pooling in that order", async () => {
  const random = new Random(4);
  const numbers = (length: number) => Float32Array.from({ length }, () => random.normal());
  const images = tf.tensor4d(numbers(2 * 6 * 8 * 3), [2, 6, 8, 3]);
  const kernel = tf.tensor4d(numbers(9 * 3 * 4), [3, 3, 3, 4]);
  // One channel is dark everywhere, one bright everywhere.
  const bias = tf.tensor1d([-99, -1, 1, 99]);
  const weights = { "c/kernel": kernel, "c/bias": bias };
  const maps = tf.relu(tf.add(tf.conv2d(images, kernel, 1, "same"), bias)) as typeof images;
  const expected = await tf.maxPool(maps, 2, 2, "valid").data();
  const found = convolvePooled(tf, weights, "c", images);
  assertEquals(found.shape, [2, 3, 4, 4]);
  assertEquals(await found.data(), expected);
});

Deno.test("layer() draws each layer from its own stream", () => {
  const random = new Random(1);
  const [kernel, bias] = layer("a", [4, 5], random);
  layer("b", [9, 9], random);
  assertEquals(layer("a", [4, 5], random)[0]![1].data, kernel![1].data);
  assertEquals(bias![1].data, new Float32Array(5));
});

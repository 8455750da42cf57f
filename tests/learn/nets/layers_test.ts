import { assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { convolve, dense, layer } from "../../../lib/learn/nets/layers.ts";

const { tf } = await openBackend({ log: () => {} });

Deno.test("dense() and convolve() multiply and add their bias", async () => {
  const weights = {
    "d/kernel": tf.tensor2d([[1, 2], [3, 4]]),
    "d/bias": tf.tensor1d([10, 20]),
    "c/kernel": tf.ones([3, 3, 1, 1]),
    "c/bias": tf.tensor1d([0.5]),
  };
  assertEquals([...await dense(tf, weights, "d", tf.tensor2d([[1, 1]])).data()], [14, 26]);
  const found = await convolve(tf, weights, "c", tf.ones([1, 2, 3, 1])).data();
  assertEquals([...found], [4.5, 6.5, 4.5, 4.5, 6.5, 4.5]);
});

Deno.test("layer() draws each layer from its own stream", () => {
  const random = new Random(1);
  const [kernel, bias] = layer("a", [4, 5], random);
  layer("b", [9, 9], random);
  assertEquals(layer("a", [4, 5], random)[0]![1].data, kernel![1].data);
  assertEquals(bias![1].data, new Float32Array(5));
});

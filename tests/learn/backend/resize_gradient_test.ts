import type { Tensor4D } from "@tensorflow/tfjs";
import { assertEquals } from "@std/assert";
import { openBackend } from "../../../lib/learn/backend.ts";

const { tf } = await openBackend({ backend: "cpu", log: () => {} });

Deno.test("correctResizeGradient() gives each image of a batch its own gradient", () => {
  const ours = tf.grad((x) =>
    tf.sum(tf.square(tf.image.resizeNearestNeighbor(x as Tensor4D, [4, 6])))
  );
  const x = tf.reshape(tf.range(0, 36), [3, 2, 3, 2]);
  // Each pixel was copied to 4, and the slope of a square is twice its root.
  assertEquals([...ours(x).dataSync()], Array.from({ length: 36 }, (_, i) => 8 * i));
});

Deno.test("correctResizeGradient() sends gradients back to where each pixel came from", () => {
  for (const [aligned, centred] of [[false, false], [true, false], [false, true]] as const) {
    for (const [high, wide] of [[5, 7], [2, 3], [1, 1], [3, 8]] as const) {
      const resize = (x: Tensor4D) =>
        tf.image.resizeNearestNeighbor(x, [high, wide], aligned, centred);
      const x = tf.reshape(tf.range(0, 2 * 12), [2, 3, 4, 1]) as Tensor4D;
      const slopes = Array.from({ length: 2 * high * wide }, (_, i) => i + 1);
      const weights = tf.tensor4d(slopes, [2, high, wide, 1]);
      const gradient = tf.grad((x) => tf.sum(tf.mul(resize(x as Tensor4D), weights)))(x).dataSync();
      // The values of x are its places: where a pixel was copied from can be read off.
      const expected = new Float32Array(24);
      resize(x).dataSync().forEach((place, i) => expected[place]! += slopes[i]!);
      assertEquals(gradient, expected, `${high} x ${wide}, ${aligned}, ${centred}`);
    }
  }
});

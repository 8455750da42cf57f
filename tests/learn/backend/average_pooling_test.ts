import type { Tensor4D } from "@tensorflow/tfjs";
import { assertAlmostEquals } from "@std/assert";
import { openBackend } from "../../../lib/learn/backend.ts";

for (const backend of ["wasm", "cpu"] as const) {
  Deno.test(`${backend}: the gradient of average pooling is its slope, at the border too`, async () => {
    const { tf } = await openBackend({ backend, log: () => {} });
    const values = Array.from({ length: 30 }, (_, i) => Math.sin(i * 1.7));
    for (const [size, strides] of [[3, 1], [3, 2], [2, 2]] as const) {
      const loss = (x: number[]) => {
        const pooled = tf.avgPool(tf.tensor4d(x, [1, 5, 6, 1]), size, strides, "same");
        return tf.sum(tf.square(pooled)).dataSync()[0] ?? NaN;
      };
      const gradient = tf.grad((x) =>
        tf.sum(tf.square(tf.avgPool(x as Tensor4D, size, strides, "same")))
      )(tf.tensor4d(values, [1, 5, 6, 1])).dataSync();
      values.forEach((value, i) => {
        const at = (shift: number) => loss(values.with(i, value + shift));
        const slope = (at(0.05) - at(-0.05)) / 0.1;
        assertAlmostEquals(gradient[i] ?? NaN, slope, 1e-4, `window ${size}, pixel ${i}`);
      });
    }
  });
}

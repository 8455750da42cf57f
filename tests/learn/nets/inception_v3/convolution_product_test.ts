import type { Rank, Tensor, Tensor4D } from "@tensorflow/tfjs";
import { assert, assertEquals } from "@std/assert";
import { openBackend } from "../../../../lib/learn/backend.ts";
import { convolutionProduct } from "../../../../lib/learn/nets/inception_v3/convolution_product.ts";

const { tf } = await openBackend({ backend: "cpu", log: () => {} });

Deno.test("a convolution as a product gives what TensorFlow's convolution gives", () => {
  for (const kernel of [[1, 1], [3, 3], [1, 7], [7, 1]] as const) {
    const [rows, columns] = kernel;
    tf.tidy(() => {
      const x = tf.randomNormal<Rank.R4>([2, 6, 5, 3], 0, 1, "float32", 1);
      const filter = tf.randomNormal<Rank.R4>([rows, columns, 3, 4], 0, 1, "float32", 2);
      const layer = { kernel, stride: 1, padding: [rows >> 1, columns >> 1] as const };
      const expected = tf.conv2d(x, filter, 1, "same");
      const found = convolutionProduct(tf, layer, x, filter)!;
      assertEquals(found.shape, expected.shape);
      const off = tf.max(tf.abs(tf.sub(found, expected))).dataSync()[0]!;
      assert(off < 1e-5, `${kernel}: ${off}`);
    });
  }
});

Deno.test("its gradients are those of TensorFlow's convolution, on the best backend, too", async () => {
  for (const backend of [undefined, "cpu"] as const) {
    const { tf } = await openBackend({ log: () => {}, ...(backend && { backend }) });
    for (const kernel of [[1, 1], [3, 3], [1, 7], [7, 1]] as const) {
      const [rows, columns] = kernel;
      tf.tidy(() => {
        const x = tf.randomNormal<Rank.R4>([2, 6, 5, 3], 0, 1, "float32", 1);
        const filter = tf.randomNormal<Rank.R4>([rows, columns, 3, 4], 0, 1, "float32", 2);
        const weights = tf.randomNormal<Rank.R4>([2, 6, 5, 4], 0, 1, "float32", 3);
        const layer = { kernel, stride: 1, padding: [rows >> 1, columns >> 1] as const };
        const ways = [
          (a: Tensor, b: Tensor) => convolutionProduct(tf, layer, a as Tensor4D, b as Tensor4D)!,
          (a: Tensor, b: Tensor) => tf.conv2d(a as Tensor4D, b as Tensor4D, 1, "same"),
        ].map((way) => tf.grads((a, b) => tf.sum(tf.mul(way(a, b), weights)))([x, filter]));
        const [found, expected] = ways as [Tensor[], Tensor[]];
        for (const [i, gradient] of expected.entries()) {
          assertEquals(found[i]!.shape, gradient.shape);
          const off = tf.max(tf.abs(tf.sub(found[i]!, gradient))).dataSync()[0]!;
          assert(off < 5e-5, `${kernel}, gradient ${i}: ${off}`);
        }
      });
    }
  }
});

Deno.test("maps that shrink, and neighbourhoods in large maps, are left to TensorFlow", () => {
  const kernel = tf.zeros<Rank.R4>([3, 3, 1, 1]), small = tf.zeros<Rank.R4>([1, 9, 9, 1]);
  const layer = { kernel: [3, 3], stride: 1, padding: [1, 1] } as const;
  assertEquals(convolutionProduct(tf, { ...layer, padding: [0, 0] }, small, kernel), undefined);
  assertEquals(convolutionProduct(tf, { ...layer, stride: 2 }, small, kernel), undefined);
  const large = tf.zeros<Rank.R4>([1, 30, 30, 1]);
  assertEquals(convolutionProduct(tf, layer, large, kernel), undefined);
});

import { assertEquals } from "@std/assert";
import { openBackend } from "../../../../lib/learn/backend.ts";
import { tensorCarrier } from "../../../../lib/learn/nets/inception_v3/tensor_carrier.ts";

const { tf } = await openBackend({ backend: "cpu", log: () => {} });
const { max, mean, concat } = tensorCarrier(tf, (x) => x);

Deno.test("the largest of 3 × 3 is taken at every second pixel, without a border", () => {
  const x = tf.tensor4d(Array.from({ length: 25 }, (_, i) => i), [1, 5, 5, 1]);
  const found = max(x);
  assertEquals([found.shape, ...found.dataSync()], [[1, 2, 2, 1], 12, 14, 22, 24]);
});

Deno.test("the mean of 3 × 3 counts zeros around the border, as PyTorch does", () => {
  const found = mean(tf.fill([1, 3, 3, 1], 9));
  assertEquals([found.shape, ...found.dataSync()], [[1, 3, 3, 1], 4, 6, 4, 6, 9, 6, 4, 6, 4]);
});

Deno.test("parts are joined by channel", () => {
  const [a, b] = [[1, 2], [3, 4]].map((values) => tf.tensor4d(values, [1, 2, 1, 1]));
  assertEquals([...concat([a!, b!]).dataSync()], [1, 3, 2, 4]);
});

import { assertEquals } from "@std/assert";
import { openBackend } from "../../../../lib/learn/backend.ts";
import { ClassHead } from "../../../../lib/learn/nets/inception_v3/head.ts";

const { tf } = await openBackend({ backend: "cpu", log: () => {} });

Deno.test("a head weighs pools by PyTorch's weight, adds the bias, and frees both", () => {
  const before = tf.memory().numTensors;
  const weight = new Float32Array([1, 0, 2, 0, 10, 0]), bias = new Float32Array([5, 7]);
  const head = new ClassHead(tf, "fc", weight, bias);
  assertEquals(head.inputs, 3);
  const scores = tf.tidy(() => [...head.apply(tf.tensor2d([[1, 2, 3]])).dataSync()]);
  assertEquals(scores, [1 + 6 + 5, 20 + 7]);
  const shapes = head.tensors.map(([name, { shape }]) => [name, shape]);
  assertEquals(shapes, [["fc.weight", [3, 2]], ["fc.bias", [2]]]);
  head.dispose();
  assertEquals(tf.memory().numTensors, before);
});

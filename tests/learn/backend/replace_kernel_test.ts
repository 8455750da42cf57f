import type { Tensor } from "@tensorflow/tfjs";
import { assertEquals } from "@std/assert";
import { openBackend } from "../../../lib/learn/backend.ts";
import { replaceKernel } from "../../../lib/learn/backend/replace_kernel.ts";

const { tf } = await openBackend({ backend: "cpu", log: () => {} });

Deno.test("replaceKernel() computes 32-bit numbers otherwise, frees the rest, and leaves other types alone", () => {
  const original = tf.getKernel("Neg", "cpu");
  replaceKernel(tf, "cpu", "Neg", ({ x }) => {
    const larger = tf.add(x as Tensor, 1);
    return x!.shape[0] === 2 ? tf.mul(larger, 10) : undefined;
  });
  try {
    const values = tf.tensor1d([1, 2]), before = tf.memory().numTensors;
    const found = tf.neg(values);
    assertEquals([...found.dataSync()], [20, 30]);
    assertEquals(tf.memory().numTensors, before + 1);
    assertEquals([...tf.neg([1, 2, 3]).dataSync()], [-1, -2, -3]);
    assertEquals([...tf.neg(tf.tensor1d([1, 2], "int32")).dataSync()], [-1, -2]);
  } finally {
    tf.unregisterKernel("Neg", "cpu");
    tf.registerKernel(original);
  }
});

import { assertEquals, assertThrows } from "@std/assert";
import { openBackend } from "../../../lib/learn/backend.ts";
import { DeviceWeights } from "../../../lib/learn/nets/device_weights.ts";

const { tf } = await openBackend({ backend: "cpu", log: () => {} });
const counted = (...shape: number[]) => ({
  shape,
  data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i),
});

Deno.test("kernels and matrices are turned to TensorFlow's order, all else stays", () => {
  const weights = new DeviceWeights(tf, [
    ["kernel", counted(2, 1, 1, 3)],
    ["matrix", counted(2, 3)],
    ["bias", counted(3)],
    ["token", counted(1, 1, 2)],
  ]);
  const seen = ["kernel", "matrix", "bias", "token"].map((name) => {
    const tensor = weights.of(name);
    return [tensor.shape, [...tensor.dataSync()]];
  });
  assertEquals(seen, [
    [[1, 3, 1, 2], [0, 3, 1, 4, 2, 5]],
    [[3, 2], [0, 3, 1, 4, 2, 5]],
    [[3], [0, 1, 2]],
    [[1, 1, 2], [0, 1]],
  ]);
});

Deno.test("nothing stays on the device, and what is gone is named", () => {
  const before = tf.memory().numTensors;
  const weights = new DeviceWeights(tf, [["matrix", counted(2, 3)]]);
  assertThrows(() => weights.of("bias"), Error, "has no bias");
  weights.dispose();
  assertThrows(() => weights.of("matrix"), Error, "The network is disposed");
  assertEquals(tf.memory().numTensors, before);
});

import { assertEquals } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { poolVectors } from "../../lib/learn/backbone.ts";
import { hcsBackbone } from "../../lib/learn/backbone/hcs_small.ts";
import { openBackend } from "../../lib/learn/backend.ts";
import { HCS_LENGTH, hcsSmall, hcsVectors } from "../../lib/learn/nets/hcs_small.ts";
import { toDevice } from "../../lib/learn/network.ts";

const { tf } = await openBackend({ log: () => {} });

Deno.test("poolVectors() gives the vectors of the last pool and leaves nothing on the device", async () => {
  const network = hcsSmall({ channels: 2, classes: 3 }, new Random(1)), random = new Random(2);
  const data = Float32Array.from({ length: 3 * 64 * 64 * 2 }, () => random.uniform());
  const batch = (first: number, n: number) => ({
    inputs: [{ shape: [n, 64, 64, 2], data: data.subarray(first * 8192, (first + n) * 8192) }],
    targets: { shape: [n], data: new Int32Array(n) },
  });
  const backbone = hcsBackbone(tf, network), before = tf.memory().numTensors;
  const found = await poolVectors(tf, backbone, [batch(0, 2), batch(2, 1)]);
  assertEquals(tf.memory().numTensors, before);
  const expected = tf.tidy(() =>
    hcsVectors(tf, toDevice(tf, network.weights), tf.tensor4d(data, [3, 64, 64, 2])).dataSync()
  );
  assertEquals(found.length, 3 * HCS_LENGTH);
  found.forEach((value, i) => assertEquals(Math.abs(value - expected[i]!) < 1e-5, true));
  backbone.dispose();
});

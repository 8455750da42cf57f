import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { encodeModel } from "../../../lib/learn/model_file.ts";
import { HCS_LENGTH, HCS_SIDE, hcsSmall, hcsVectors } from "../../../lib/learn/nets/hcs_small.ts";
import { toDevice } from "../../../lib/learn/network.ts";

const { tf } = await openBackend({ log: () => {} });
const network = hcsSmall({ channels: 3, classes: 39 }, new Random(1));

Deno.test("hcsSmall() is a file of less than 4 MB at 16 bits", () => {
  const weights = Object.fromEntries(
    Object.entries(network.weights).map(([name, { data }]) => [name, data]),
  );
  const described = {
    network: "hcs_small",
    settings: {},
    classes: [],
    fingerprint: "",
    metrics: {},
  };
  const { length } = encodeModel({ ...described, weights }, { bits: 16 });
  assert(length < 4e6 && length > 1e6, `${length}`);
});

Deno.test("hcsVectors() gives one image the same vector alone and in a batch", async () => {
  const random = new Random(2), size = HCS_SIDE * HCS_SIDE * 3;
  const images = tf.tensor4d(
    Float32Array.from({ length: 3 * size }, () => random.uniform()),
    [3, HCS_SIDE, HCS_SIDE, 3],
  );
  const weights = toDevice(tf, network.weights);
  const before = tf.memory().numTensors;
  const all = tf.tidy(() => hcsVectors(tf, weights, images));
  const one = tf.tidy(() => hcsVectors(tf, weights, tf.slice(images, 1, 1)));
  const [a, b] = await Promise.all([all.data(), one.data()]);
  b.forEach((value, i) => assertAlmostEquals(value, a[HCS_LENGTH + i]!, 1e-5));
  // The signal keeps its size through the levels: neither dies out nor explodes.
  const mean = Float32Array.from(a).reduce((sum, value) => sum + value * value, 0) / a.length;
  assert(mean > 0.002 && mean < 25, `${mean}`);
  tf.dispose([all, one]);
  assertEquals(tf.memory().numTensors, before);
  tf.dispose([weights, images]);
});

Deno.test("hcsSmall() does not change when its kernels are scaled or shifted", async () => {
  const images = tf.randomUniform([2, HCS_SIDE, HCS_SIDE, 3], 0, 1, "float32", 3);
  const weights = toDevice(tf, network.weights);
  const name = "level2/down/kernel";
  const other = { ...weights, [name]: tf.add(tf.mul(weights[name]!, 3), 0.1) };
  const [a, b] = await Promise.all(
    [weights, other].map((some) => tf.tidy(() => network.apply(tf, some, [images])).data()),
  );
  a!.forEach((value, i) => assertAlmostEquals(value, b![i]!, 1e-3));
});

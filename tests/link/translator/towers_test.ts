import { assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { toDevice } from "../../../lib/learn/network.ts";
import { climb, scaleName, towers } from "../../../lib/link/translator/towers.ts";

const { tf } = await openBackend({ backend: "cpu", log: () => {} });
const shape = { profile: 3, structure: 4, hidden: 6, embedding: 5, temperature: 0.1 };

Deno.test("towers() give rows of length 1, profiles divided by the temperature", () => {
  const network = towers(shape, new Random(1)), weights = toDevice(tf, network.weights);
  const inputs = [
    tf.randomNormal([7, 3], 0, 1, "float32", 4),
    tf.randomNormal([7, 4], 0, 1, "float32", 5),
  ];
  const found = tf.tidy(() => network.apply(tf, weights, inputs));
  assertEquals(found.shape, [7, 2, 5]);
  const lengths = tf.tidy(() => tf.sqrt(tf.sum(tf.square(found), 2)).dataSync());
  lengths.forEach((length, i) => assertAlmostEquals(length, i % 2 === 0 ? 10 : 1, 1e-4));
  const alone = tf.tidy(() => climb(tf, weights, "structure", inputs[1] as never).dataSync());
  assertAlmostEquals(alone[0]!, found.dataSync()[5]!, 1e-6);
  tf.dispose([...inputs, found, weights]);
});

Deno.test("towers() without a hidden layer are linear, and a row of zeros gives no NaN", () => {
  const network = towers({ ...shape, hidden: 0 }, new Random(1));
  assertEquals(Object.keys(network.weights), [
    "profile/dense1/kernel",
    "profile/dense1/bias",
    "structure/dense1/kernel",
    "structure/dense1/bias",
    scaleName,
  ]);
  const weights = toDevice(tf, network.weights);
  const zero = tf.tidy(() => climb(tf, weights, "profile", tf.zeros([1, 3])).dataSync());
  assertEquals([...zero], [0, 0, 0, 0, 0]);
  tf.dispose(weights);
});

Deno.test("towers() never let the temperature fall below 0.01", () => {
  const network = towers({ ...shape, temperature: 1e-9 }, new Random(1));
  const weights = toDevice(tf, network.weights);
  const found = tf.tidy(() =>
    network.apply(tf, weights, [tf.ones([1, 3]), tf.ones([1, 4])]).dataSync()
  );
  assertAlmostEquals(Math.hypot(...found.subarray(0, 5)), 100, 1e-2);
  tf.dispose(weights);
});

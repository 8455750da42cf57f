import { assertAlmostEquals, assertEquals } from "@std/assert";
import { openBackend } from "../../../lib/learn/backend.ts";
import { onProcessor } from "../../../lib/learn/backend/native.ts";
import { nativeAdam } from "../../../lib/learn/backend/native_adam.ts";

const { tf } = await openBackend({ log: () => {} });

Deno.test({
  name:
    "nativeAdam() gives weights and both means after the step, and changes nothing it was given",
  ignore: !onProcessor(tf),
  fn: () => {
    const given = { weight: [1, -2, 3], mean: [0.5, 0, -0.5], square: [4, 0, 1] };
    const gradient = [2, 0, -1], step = { beta1: 0.9, beta2: 0.99, epsilon: 0.1, size: 0.3 };
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const tensors = Object.values(given).map((row) => tf.tensor1d(row));
      const [weight, mean, square] = tensors as [
        typeof tensors[0],
        typeof tensors[0],
        typeof tensors[0],
      ];
      const after = nativeAdam(tf, [weight!, mean!, square!], tf.tensor1d(gradient), step)
        .map((one) => one.dataSync());
      gradient.forEach((g, i) => {
        // Kingma & Ba 2015, in 64 bits.
        const m = 0.9 * given.mean[i]! + 0.1 * g, v = 0.99 * given.square[i]! + 0.01 * g * g;
        const w = given.weight[i]! - 0.3 * m / (Math.sqrt(v) + 0.1);
        [w, m, v].forEach((value, k) => assertAlmostEquals(after[k]![i]!, value, 1e-5));
      });
      assertEquals(tensors.map((one) => [...one.dataSync()]), Object.values(given));
    });
    assertEquals(tf.memory().numTensors, before);
  },
});

Deno.test({
  name: "nativeAdam() keeps weights of different shapes apart",
  ignore: !onProcessor(tf),
  fn: () => {
    const step = { beta1: 0.5, beta2: 0.75, epsilon: 0, size: 0.25 };
    const found = tf.tidy(() =>
      [[8], [2, 2]].map((row) => {
        const zeros = () => tf.zeros([row.length]);
        const after = nativeAdam(
          tf,
          [tf.ones([row.length]), zeros(), zeros()],
          tf.tensor1d(row),
          step,
        );
        return after.map((one) => [...one.dataSync()]);
      })
    );
    assertEquals(found, [[[0.75], [4], [16]], [[0.75, 0.75], [1, 1], [1, 1]]]);
  },
});

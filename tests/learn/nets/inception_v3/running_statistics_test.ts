import { assertAlmostEquals } from "@std/assert";
import { openBackend } from "../../../../lib/learn/backend.ts";
import { moveStatistics } from "../../../../lib/learn/nets/inception_v3/running_statistics.ts";

const { tf } = await openBackend({ backend: "cpu", log: () => {} });

Deno.test("each channel moves by a tenth, its variance by that of n − 1", () => {
  const running = { mean: tf.tensor1d([0, 5]), variance: tf.tensor1d([1, 1]) };
  const batch = { mean: tf.tensor1d([10, 5]), variance: tf.tensor1d([3, 1]) };
  const { mean, variance } = moveStatistics(tf, running, batch, 4);
  const expected = [1, 5, 0.9 + 0.1 * 3 * 4 / 3, 0.9 + 0.1 * 4 / 3];
  const found = [...mean.dataSync(), ...variance.dataSync()];
  expected.forEach((value, i) => assertAlmostEquals(found[i]!, value, 1e-6));
});

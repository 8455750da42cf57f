import type { Tensor } from "@tensorflow/tfjs";
import { assert, assertEquals } from "@std/assert";
import { openBackend } from "../../../../lib/learn/backend.ts";
import { trainedConvolution } from "../../../../lib/learn/nets/inception_v3/trained_convolution.ts";
import { doubling, numbers } from "./doubling.ts";

const { tf } = await openBackend({ log: () => {} });
const weights = Object.fromEntries(
  [...numbers].map((
    [name, data],
  ) => [name, name.includes("conv") ? tf.reshape(data, [1, 1, 1, 1]) : tf.tensor1d(data)]),
);

function run(x: number[], moves?: () => boolean) {
  const statistics: Record<string, Tensor> = {};
  const values = tf.tidy(() => {
    const convolve = trainedConvolution(tf, { weights, statistics, ...(moves && { moves }) });
    const y = [...convolve(tf.tensor4d(x, [1, 1, x.length, 1]), doubling).dataSync()];
    for (const one of Object.values(statistics)) tf.keep(one);
    return y;
  });
  return { values, statistics };
}

Deno.test("where no statistic moves a layer gives 3 (2x − 1) / 2 − 1, cut off at 0", () => {
  for (const moves of [undefined, () => false]) {
    const { values, statistics } = run([0, 1, 2], moves);
    values.forEach((value, i) => assert(Math.abs(value - [0, 0.5, 3.5][i]!) < 1e-5, `${value}`));
    assertEquals(statistics, {});
  }
});

Deno.test("where statistics move a layer normalises by the batch, and they by a tenth", () => {
  // 2x has mean 2 and variance 4 (of n), 8 (of n − 1).
  const { values: [low, high], statistics } = run([0, 2], () => true);
  assertEquals(low, 0);
  assert(Math.abs(high! - (3 * 2 / Math.sqrt(4.001) - 1)) < 1e-5);
  const [mean, variance] = ["mean", "var"].map((part) => {
    return statistics[`l.bn.running_${part}`]!.dataSync()[0]!;
  });
  assert(Math.abs(mean! - (0.9 * 1 + 0.1 * 2)) < 1e-6);
  assert(Math.abs(variance! - (0.9 * 3.999 + 0.1 * 8)) < 1e-6);
});

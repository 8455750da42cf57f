import type { Tensor } from "@tensorflow/tfjs";
import type { TensorFlow } from "../../backend.ts";

/** Share of a batch in the running statistics, PyTorch's default. */
const MOMENTUM = 0.1;

/** Mean and variance of each channel. */
export interface Statistics {
  mean: Tensor;
  variance: Tensor;
}

/**
 * Running statistics after a batch, as PyTorch moves them: by a tenth towards the batch's, the variance
 * by n − 1.
 *
 * @param tf TensorFlow.js.
 * @param running What was running before.
 * @param batch Statistics of the batch, its variance by n.
 * @param count Numbers of the batch in each channel, n.
 *
 * @example
 * ```ts
 * import { moveStatistics } from "./running_statistics.ts";
 * import { openBackend } from "../../backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const running = { mean: tf.tensor1d([0]), variance: tf.tensor1d([0]) };
 * const batch = { mean: tf.tensor1d([10]), variance: tf.tensor1d([10]) };
 * const after = moveStatistics(tf, running, batch, 2);
 * assertEquals([after.mean.dataSync()[0], after.variance.dataSync()[0]], [1, 2]);
 * ```
 */
export function moveStatistics(
  tf: TensorFlow,
  running: Statistics,
  batch: Statistics,
  count: number,
): Statistics {
  const move = (from: Tensor, to: Tensor, share: number) =>
    tf.add(tf.mul(from, 1 - MOMENTUM), tf.mul(to, share));
  return {
    mean: move(running.mean, batch.mean, MOMENTUM),
    variance: move(running.variance, batch.variance, MOMENTUM * count / (count - 1)),
  };
}

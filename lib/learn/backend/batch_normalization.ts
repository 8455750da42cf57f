import type { Tensor, Tensor1D, Tensor4D } from "@tensorflow/tfjs";
import { type Attribute, onProcessor, operation } from "./native.ts";
import type { TensorFlow } from "./types.ts";

/** Maps that were normalised, and by what. */
export interface Normalized {
  /** The maps with mean `offset` and standard deviation `scale` in each channel, as their shape was. */
  maps: Tensor4D;
  /** Mean of each channel over the batch. */
  mean: Tensor1D;
  /** Variance of each channel over the batch, by n. */
  variance: Tensor1D;
}

/** What {@link normalizeByBatch} takes beside the maps. */
export interface NormalizeByBatchOptions {
  /** Standard deviation after it [channels]. */
  scale: Tensor1D;
  /** Mean after it [channels]. */
  offset: Tensor1D;
  /** Added to the variance. */
  epsilon: number;
}

/**
 * Normalises maps by mean and variance of their own batch, with a gradient to maps, scale and offset;
 * mean and variance have none of their own. To be called within `tf.tidy`.
 *
 * The native library on the processor has one operation for it and one for its gradient; elsewhere it
 * is put together from some forty passes over the maps.
 *
 * Source: Ioffe and Szegedy 2015, Batch normalization.
 *
 * @param tf TensorFlow.js.
 * @param x Maps [n × height × width × channels].
 * @param options Scale, offset, ε.
 *
 * @example
 * ```ts
 * import { normalizeByBatch } from "./batch_normalization.ts";
 * import { openBackend } from "../backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ log: () => {} });
 * const options = { scale: tf.tensor1d([3]), offset: tf.tensor1d([1]), epsilon: 0 };
 * const { maps, mean } = normalizeByBatch(tf, tf.tensor4d([2, 6], [2, 1, 1, 1]), options);
 * assertEquals(Array.from(maps.dataSync(), Math.round), [-2, 4]);
 * assertEquals(mean.dataSync()[0], 4);
 * ```
 */
export function normalizeByBatch(
  tf: TensorFlow,
  x: Tensor4D,
  { scale, offset, epsilon }: NormalizeByBatchOptions,
): Normalized {
  if (onProcessor(tf)) {
    register(tf);
    const inputs = { x, scale, offset };
    const [maps, mean, variance] = tf.engine().runKernel(kernel, inputs, { epsilon }) as Tensor[];
    return { maps: maps as Tensor4D, mean: mean as Tensor1D, variance: variance as Tensor1D };
  }
  const moments = tf.moments(x, [0, 1, 2]);
  const mean = moments.mean as Tensor1D, variance = moments.variance as Tensor1D;
  return { maps: tf.batchNorm4d(x, mean, variance, offset, scale, epsilon), mean, variance };
}

const kernel = "NormalizeByBatch";
const float32: Attribute = { type: "float32" };
const types = { T: float32, U: float32, data_format: "NHWC", is_training: true };

/** Makes the two operations known to TensorFlow.js, the first time that they are asked for. */
function register(tf: TensorFlow): void {
  if (tf.getKernel(kernel, "tensorflow") !== undefined) return;
  tf.registerKernel({
    kernelName: kernel,
    backendName: "tensorflow",
    kernelFunc: ({ inputs: { x, scale, offset }, attrs }) => {
      const { epsilon } = attrs as unknown as { epsilon: number };
      const none = tf.tensor1d([]);
      const settings = { ...types, epsilon: { float: epsilon } };
      const [maps, mean, unbiased, ...reserved] = operation(
        tf,
        "FusedBatchNormV3",
        [x!, scale!, offset!, none, none],
        settings,
        6,
      );
      const [n, height, width] = x!.shape as [number, number, number];
      const count = n * height * width;
      // The library divides by n − 1, for the running variance.
      const variance = tf.mul(unbiased!, (count - 1) / count);
      tf.dispose([none, unbiased!]);
      return [maps!, mean!, variance, ...reserved];
    },
  });
  tf.registerGradient({
    kernelName: kernel,
    inputsToSave: ["x", "scale"],
    outputsToSave: [false, false, false, true, true, true],
    gradFunc: (dys, [x, scale, ...reserved], attrs) => {
      const { epsilon } = attrs as unknown as { epsilon: number };
      const settings = { ...types, epsilon: { float: epsilon } };
      const [dy] = dys as Tensor[];
      const inputs = [dy!, x!, scale!, ...reserved];
      const [toX, toScale, toOffset, ...rest] = operation(
        tf,
        "FusedBatchNormGradV3",
        inputs,
        settings,
        5,
      );
      tf.dispose(rest);
      return { x: () => toX!, scale: () => toScale!, offset: () => toOffset! };
    },
  });
}

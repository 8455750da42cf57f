import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import type { TensorFlow } from "../backend.ts";
import { normalizeByBatch } from "../backend/batch_normalization.ts";
import {
  applyNetwork,
  foldMoments,
  type Moments,
  type Normalize,
  type NucleusShape,
  splitWeights,
} from "../nets/nucleus_unet.ts";
import { type Batch, imagesOf } from "./tiles.ts";

/** Added to variances. */
const EPSILON = 1e-5;

/**
 * Normalises the maps of a convolution to mean 0 and variance 1 over their batch, and adds the bias
 * (Ioffe 2015, without a scale: the next convolution has one).
 *
 * @param tf TensorFlow.js.
 * @param onMoments Called with mean and variance of each convolution in turn; they belong to the caller.
 *
 * @example
 * ```ts
 * import { byBatch } from "./batch_moments.ts";
 * import { openBackend } from "../backend.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const maps = byBatch(tf)(tf.tensor4d([1, 5], [2, 1, 1, 1]), tf.tensor1d([10]));
 * assertAlmostEquals(maps.dataSync()[0]!, 9, 1e-4);
 * ```
 */
export function byBatch(
  tf: TensorFlow,
  onMoments?: (moments: [Tensor, Tensor]) => void,
): Normalize {
  return (x, offset) => {
    const scale = tf.ones(offset.shape) as Tensor1D;
    const { maps, mean, variance } = normalizeByBatch(tf, x, { scale, offset, epsilon: EPSILON });
    onMoments?.([tf.keep(mean), tf.keep(variance)]);
    return maps;
  };
}

/**
 * The weights of a network that has learned with {@link byBatch}, as it is used without: mean and
 * variance of its maps, averaged over some batches, are put into them.
 *
 * @param tf TensorFlow.js.
 * @param weights All weights in one row.
 * @param shape Size of the network.
 * @param batches Tiles such as it has learned from.
 * @returns A new row.
 *
 * @example
 * ```ts
 * import { foldBatches } from "./batch_moments.ts";
 * import { countWeights } from "../nets/nucleus_unet.ts";
 * import { openBackend } from "../backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const shape = { base: 1, levels: 1 }, weights = new Float32Array(countWeights(shape));
 * const images = new Float32Array(64), targets = new Float32Array(64);
 * const batch = { count: 1, size: 4, images, targets };
 * assertEquals(await foldBatches(tf, weights, shape, [batch]), weights);
 * ```
 */
export async function foldBatches(
  tf: TensorFlow,
  weights: Float32Array,
  shape: NucleusShape,
  batches: Iterable<Batch | Promise<Batch>>,
): Promise<Float32Array> {
  const layers = tf.tidy(() => splitWeights(tf, tf.tensor1d(weights), shape));
  const sums: Moments[] = [];
  let count = 0;
  try {
    for await (const batch of batches) {
      const moments: [Tensor, Tensor][] = [];
      const normalize = byBatch(tf, (one) => moments.push(one));
      tf.dispose(tf.tidy(() => applyNetwork(tf, layers, shape, imagesOf(tf, batch), normalize)));
      for (const [layer, pair] of moments.entries()) {
        const [mean, variance] = await Promise.all(pair.map((one) => one.data())) as Float32Array[];
        add(sums[layer] ??= empty(mean!.length), { mean: mean!, variance: variance! });
        tf.dispose(pair);
      }
      count++;
    }
  } finally {
    tf.dispose(layers);
  }
  const averages = sums.map(({ mean, variance }): Moments => ({
    mean: mean.map((value) => value / count),
    variance: variance.map((value) => value / count),
  }));
  return foldMoments(weights, shape, averages, EPSILON);
}

function empty(channels: number): Moments {
  return { mean: new Float32Array(channels), variance: new Float32Array(channels) };
}

function add(sums: Moments, { mean, variance }: Moments): void {
  for (let i = 0; i < mean.length; i++) {
    sums.mean[i] = (sums.mean[i] as number) + (mean[i] as number);
    sums.variance[i] = (sums.variance[i] as number) + (variance[i] as number);
  }
}

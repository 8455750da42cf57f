import type { Tensor, Tensor1D, Tensor4D } from "@tensorflow/tfjs";
import type { TensorFlow } from "../../backend.ts";
import { normalizeByBatch } from "../../backend/batch_normalization.ts";
import { convolutionProduct } from "./convolution_product.ts";
import { paddingOf } from "./padding.ts";
import { moveStatistics } from "./running_statistics.ts";
import { type Carrier, EPSILON } from "./step.ts";

/** Weights of convolutions that are trained, and what training does to their statistics. */
export interface TrainedWeights {
  /** Weights by the names of the state dict, in TensorFlow's order of axes. */
  weights: Readonly<Record<string, Tensor>>;
  /** Takes the statistics after the batch, by name; defaults to *none are moved*. */
  statistics?: Record<string, Tensor>;
  /** Whether a statistic moves, and its layer normalises by the batch; defaults to *never*. */
  moves?: (statistic: string) => boolean;
}

/**
 * Convolution, batch normalisation and ReLU, with a gradient to kernel, scale and offset.
 *
 * A layer normalises by the batch where its statistics move, as in PyTorch's training mode, otherwise
 * by its running statistics.
 *
 * @param tf TensorFlow.js.
 * @param trained Weights, and which statistics move.
 *
 * @example
 * ```ts
 * import { trainedConvolution } from "./trained_convolution.ts";
 * import { openBackend } from "../../backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const weights = {
 *   "l.conv.weight": tf.tensor4d([2], [1, 1, 1, 1]),
 *   "l.bn.weight": tf.tensor1d([1]),
 *   "l.bn.bias": tf.tensor1d([1]),
 *   "l.bn.running_mean": tf.tensor1d([0]),
 *   "l.bn.running_var": tf.tensor1d([0.999]),
 * };
 * const sizes = { inputs: 1, outputs: 1, kernel: [1, 1], stride: 1, padding: [0, 0] } as const;
 * const layer = { kind: "convolution", name: "l", ...sizes } as const;
 * const y = trainedConvolution(tf, { weights })(tf.tensor4d([3, -3], [1, 1, 2, 1]), layer);
 * assertEquals(Array.from(y.dataSync(), Math.round), [7, 0]);
 * ```
 */
export function trainedConvolution(
  tf: TensorFlow,
  { weights, statistics, moves }: TrainedWeights,
): Carrier<Tensor4D>["convolve"] {
  return (x, layer) => {
    const of = (part: string) => weights[`${layer.name}.${part}`] as Tensor1D;
    const kernel = of("conv.weight") as Tensor as Tensor4D;
    const y = convolutionProduct(tf, layer, x, kernel) ??
      tf.conv2d(x, kernel, layer.stride, paddingOf(layer));
    const scale = of("bn.weight"), offset = of("bn.bias");
    const mean = of("bn.running_mean"), variance = of("bn.running_var");
    if (statistics === undefined || !moves?.(`${layer.name}.bn.running_mean`)) {
      return tf.relu(tf.batchNorm4d(y, mean, variance, offset, scale, EPSILON));
    }
    const { maps, ...batch } = normalizeByBatch(tf, y, { scale, offset, epsilon: EPSILON });
    const count = y.size / (y.shape[3] as number);
    const running = moveStatistics(tf, { mean, variance }, batch, count);
    statistics[`${layer.name}.bn.running_mean`] = running.mean;
    statistics[`${layer.name}.bn.running_var`] = running.variance;
    return tf.relu(maps);
  };
}

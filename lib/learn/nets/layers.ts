import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import type { Random } from "../../core/random.ts";
import type { TensorFlow } from "../backend.ts";
import type { Weight } from "../network.ts";

/** Weights of one layer: `NAME/kernel` and `NAME/bias`. */
export type LayerWeights = [name: string, weight: Weight][];

/**
 * Kernel and bias of a layer: uniform within ± √(6 / (inputs + outputs)) (Glorot & Bengio 2010), as
 * Keras begins, and 0.
 *
 * @param name Name of the layer.
 * @param shape Shape of the kernel; the last dimension counts outputs.
 * @param random Where the numbers come from.
 *
 * @example
 * ```ts
 * import { layer } from "./layers.ts";
 * import { Random } from "../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const names = layer("conv1", [3, 3, 1, 8], new Random(1)).map(([name]) => name);
 * assertEquals(names, ["conv1/kernel", "conv1/bias"]);
 * ```
 */
export function layer(name: string, shape: readonly number[], random: Random): LayerWeights {
  const outputs = shape.at(-1) as number, inputs = shape.at(-2) as number;
  const field = shape.slice(0, -2).reduce((product, side) => product * side, 1);
  const limit = Math.sqrt(6 / (field * (inputs + outputs)));
  const length = field * inputs * outputs, stream = random.fork(name);
  const data = Float32Array.from({ length }, () => stream.uniform(-limit, limit));
  return [
    [`${name}/kernel`, { shape, data }],
    [`${name}/bias`, { shape: [outputs], data: new Float32Array(outputs) }],
  ];
}

/**
 * A dense layer without activation.
 *
 * @param tf TensorFlow.js.
 * @param weights Weights by name.
 * @param name Name of the layer.
 * @param x Rows [n × inputs].
 * @returns Rows [n × outputs].
 *
 * @example
 * ```ts
 * import { dense } from "./layers.ts";
 * import { openBackend } from "../backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const weights = { "head/kernel": tf.tensor2d([[2], [3]]), "head/bias": tf.tensor1d([10]) };
 * assertEquals([...dense(tf, weights, "head", tf.tensor2d([[1, 1]])).dataSync()], [15]);
 * ```
 */
export function dense(
  tf: TensorFlow,
  weights: Readonly<Record<string, Tensor>>,
  name: string,
  x: Tensor2D,
): Tensor2D {
  return tf.add(tf.matMul(x, weights[`${name}/kernel`] as Tensor2D), bias(weights, name));
}

/**
 * A convolution with ReLU and max pooling 2 × 2; the border is filled with zeros, so that only the
 * pooling halves the size.
 *
 * Bias and ReLU keep the order of numbers: they give the same after the pooling, on a quarter of the
 * pixels.
 *
 * @param tf TensorFlow.js.
 * @param weights Weights by name.
 * @param name Name of the layer.
 * @param x Images [n × height × width × inputs].
 * @returns Maps [n × ⌊height / 2⌋ × ⌊width / 2⌋ × outputs].
 */
export function convolvePooled(
  tf: TensorFlow,
  weights: Readonly<Record<string, Tensor>>,
  name: string,
  x: Tensor4D,
): Tensor4D {
  const maps = tf.conv2d(x, weights[`${name}/kernel`] as Tensor4D, 1, "same");
  return tf.relu(tf.add(tf.maxPool(maps, 2, 2, "valid"), bias(weights, name)));
}

function bias(weights: Readonly<Record<string, Tensor>>, name: string): Tensor1D {
  return weights[`${name}/bias`] as Tensor1D;
}

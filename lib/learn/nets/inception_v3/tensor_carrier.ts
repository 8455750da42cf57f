import type { Tensor4D } from "@tensorflow/tfjs";
import type { TensorFlow } from "../../backend.ts";
import type { Carrier } from "./step.ts";

/**
 * What each step of a block does with tensors [n × height × width × channels].
 *
 * @param tf TensorFlow.js.
 * @param convolve Convolution, batch normalisation, ReLU.
 *
 * @example
 * ```ts
 * import { tensorCarrier } from "./tensor_carrier.ts";
 * import { openBackend } from "../../backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const { mean } = tensorCarrier(tf, (x) => x);
 * assertEquals([...mean(tf.tensor4d([9], [1, 1, 1, 1])).dataSync()], [1]);
 * ```
 */
export function tensorCarrier(
  tf: TensorFlow,
  convolve: Carrier<Tensor4D>["convolve"],
): Carrier<Tensor4D> {
  return {
    convolve,
    max: (x) => tf.maxPool(x, 3, 2, "valid"),
    // TensorFlow leaves padding out of a mean, PyTorch counts its zeros.
    mean: (x) => tf.avgPool(tf.pad(x, [[0, 0], [1, 1], [1, 1], [0, 0]]), 3, 1, "valid"),
    concat: (parts) => tf.concat(parts, 3),
  };
}

import type { Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import { InputError } from "../../../core/errors.ts";
import type { TensorFlow } from "../../backend.ts";
import { auxiliary, AUXILIARY_INPUT } from "./blocks.ts";
import type { Carrier } from "./step.ts";

/** Smallest output of Mixed_6e that leaves 5 × 5 pixels for the last convolution. */
const LEAST = 17;

/**
 * The pool of the auxiliary head, of which its last layer makes scores; within `tf.tidy`.
 *
 * @param tf TensorFlow.js.
 * @param x What Mixed_6e gives [n × height × width × 768], at least 17 × 17 pixels.
 * @param convolve Convolution, batch normalisation, ReLU.
 * @returns Pools [n × 768].
 * @throws {InputError} for fewer pixels.
 *
 * @example
 * ```ts
 * import { auxiliaryPool } from "./auxiliary.ts";
 * import { openBackend } from "../../backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * // Says the channels of each convolution.
 * const pool = auxiliaryPool(tf, tf.zeros([1, 17, 17, 768]), (_, { outputs }) => {
 *   return tf.fill([1, 1, 1, outputs], outputs);
 * });
 * assertEquals(pool.shape, [1, 768]);
 * ```
 */
export function auxiliaryPool(
  tf: TensorFlow,
  x: Tensor4D,
  convolve: Carrier<Tensor4D>["convolve"],
): Tensor2D {
  const [, height, width] = x.shape;
  if (Math.min(height, width) < LEAST) {
    throw new InputError("Cannot run the auxiliary head of Inception V3", {
      found: `${width} × ${height} pixels in ${AUXILIARY_INPUT}`,
      allowed: `${LEAST} × ${LEAST} or more, as of images of 299 × 299`,
      hint: "For smaller images take a network without that head",
    });
  }
  const shrunk = tf.avgPool(x, 5, 3, "valid");
  return tf.mean<Tensor2D>(auxiliary.reduce((y, layer) => convolve(y, layer), shrunk), [1, 2]);
}

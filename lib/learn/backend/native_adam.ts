import type { Tensor } from "@tensorflow/tfjs";
import { type Attribute, operation } from "./native.ts";
import type { TensorFlow } from "./types.ts";

/** Numbers of one step of Adam. */
export interface AdamStep {
  /** Decay of the mean. */
  beta1: number;
  /** Decay of the mean of squares. */
  beta2: number;
  /** What is added to the root of the mean of squares. */
  epsilon: number;
  /** Learning rate, with the correction of both means in it. */
  size: number;
}

/**
 * One step of Adam in one pass over the weights, instead of a dozen, by TensorFlow's own operation; to
 * be called within `tf.tidy`, where `onProcessor` says so.
 *
 * @param tf TensorFlow.js.
 * @param before Weights, mean and mean of squares, of one shape; they stay as they are.
 * @param gradient Gradient of the weights, same shape.
 * @param step Decays, ε, rate.
 * @returns Weights, mean and mean of squares after the step.
 *
 * @example
 * ```ts
 * import { nativeAdam } from "./native_adam.ts";
 * import { onProcessor } from "./native.ts";
 * import { openBackend } from "../backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ log: () => {} });
 * if (onProcessor(tf)) {
 *   const before = [tf.tensor1d([1]), tf.tensor1d([0]), tf.tensor1d([0])] as const;
 *   const step = { beta1: 0.5, beta2: 0.75, epsilon: 0, size: 0.25 };
 *   // m = 0.5 · 8, v = 0.25 · 64, w = 1 − 0.25 · 4 / 4
 *   const after = nativeAdam(tf, before, tf.tensor1d([8]), step);
 *   assertEquals(after.map((one) => one.dataSync()[0]), [0.75, 4, 16]);
 * }
 * ```
 */
export function nativeAdam(
  tf: TensorFlow,
  before: readonly [Tensor, Tensor, Tensor],
  gradient: Tensor,
  { beta1, beta2, epsilon, size }: AdamStep,
): [Tensor, Tensor, Tensor] {
  const variables = before.map((value) => variable(tf, value));
  // The powers of the decays are those of the correction, which the rate has in it already.
  const numbers = [0, 0, size, beta1, beta2, epsilon].map((value) => tf.scalar(value));
  operation(
    tf,
    "ResourceApplyAdam",
    [...variables, ...numbers, gradient],
    { T: float32, use_locking: false, use_nesterov: false },
    0,
  );
  return variables.map((one) => operation(tf, "ReadVariableOp", [one], { dtype: float32 })[0]!) as [
    Tensor,
    Tensor,
    Tensor,
  ];
}

const float32: Attribute = { type: "float32" };

/** Under this name each variable is one of its own, and goes with its handle. */
const nameless = "cd2c89b7-88b7-44c8-ad83-06c2a9158347";

/** Handle of a variable with this value; the numbers are copied when it changes. */
function variable(tf: TensorFlow, value: Tensor): Tensor {
  const [handle] = operation(tf, "VarHandleOp", [], {
    dtype: float32,
    shape: { shape: value.shape },
    container: "",
    shared_name: nameless,
  });
  operation(tf, "AssignVariableOp", [handle!, value], { dtype: float32, validate_shape: false }, 0);
  return handle!;
}

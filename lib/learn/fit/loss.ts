import type { Scalar, Tensor, Tensor1D, Tensor2D } from "@tensorflow/tfjs";
import type { TensorFlow } from "../backend.ts";

/**
 * Loss of a batch: one number from what the network gives and what it should give; called within
 * `tf.tidy`.
 */
export type Loss = (tf: TensorFlow, outputs: Tensor, targets: Tensor) => Scalar;

/** How {@link crossEntropy} counts examples. */
export interface CrossEntropyOptions {
  /** Weight of each class [classes]; defaults to *1 each*. */
  classWeights?: ArrayLike<number>;
  /** γ of the focal loss: examples that are right already count (1 − p)^γ; defaults to *0*. */
  focus?: number;
  /** Share of each class in training, above 0 [classes]: turns logit adjustment on; defaults to *none*. */
  priors?: ArrayLike<number>;
  /** τ, the strength of logit adjustment; defaults to *1*. */
  strength?: number;
}

/**
 * Cross-entropy of class numbers, the mean over a batch, and three remedies for rare classes.
 *
 * Class weights multiply each example's loss, the sum is divided by the number of examples, as Keras
 * does (PyTorch divides by the sum of weights). The focal loss (Lin 2017) turns away from what is
 * right already. Logit adjustment (Menon 2021, equation 10) adds τ log π to the logits while
 * training only, so that a rare class must win by a margin; what the network then gives is
 * balanced as it is.
 *
 * @param options Class weights, focus, priors.
 * @returns A loss for outputs [n × classes] (logits) and targets [n] (class numbers).
 * @throws {RangeError} for a share that is not above 0.
 *
 * @example
 * ```ts
 * import { crossEntropy } from "./loss.ts";
 * import { openBackend } from "../backend.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const value = crossEntropy()(tf, tf.zeros([2, 4]), tf.tensor1d([0, 3], "int32"));
 * assertAlmostEquals((await value.data())[0]!, Math.log(4), 1e-6);
 * ```
 */
export function crossEntropy(options: CrossEntropyOptions = {}): Loss {
  const { classWeights, focus = 0, priors, strength = 1 } = options;
  const shift = priors === undefined ? undefined : Array.from(priors, (share) => {
    if (share > 0) return strength * Math.log(share);
    throw new RangeError(`Cannot adjust logits: the share of a class is ${share}`);
  });
  return (tf, outputs, targets) => {
    const logits = shift === undefined ? outputs : tf.add(outputs, tf.tensor1d(shift));
    const classes = outputs.shape[1] as number;
    const chosen = tf.cast(tf.oneHot(tf.cast(targets as Tensor1D, "int32"), classes), "float32");
    // Of the whole row, so that a certain and wrong answer costs much, and never infinitely much.
    const logs = tf.sum(tf.mul(tf.logSoftmax(logits as Tensor2D), chosen), 1);
    const focused = focus === 0 ? logs : tf.mul(logs, tf.pow(tf.sub(1, tf.exp(logs)), focus));
    const weighted = classWeights === undefined
      ? focused
      : tf.mul(focused, tf.sum(tf.mul(chosen, tf.tensor1d(Array.from(classWeights))), 1));
    return tf.neg(tf.mean(weighted)) as Scalar;
  };
}

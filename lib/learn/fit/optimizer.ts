import type { Scalar, Tensor } from "@tensorflow/tfjs";
import type { TensorFlow } from "../backend.ts";
import { onProcessor } from "../backend/native.ts";
import { nativeAdam } from "../backend/native_adam.ts";

/** A rule that moves weights against their gradient. */
export interface Optimizer {
  /** What it keeps of each weight, beside the weight; all begin at 0. */
  slots: readonly string[];
  /**
   * Moves one tensor of weights; to be called within `tf.tidy`.
   *
   * @param tf TensorFlow.js.
   * @param weight The weights.
   * @param gradient Their gradient, same shape.
   * @param slots What was kept of the last step, in the order of the names.
   * @param rate Learning rate.
   * @param step Number of this step, from 1.
   * @returns The new weights, then the new slots.
   */
  update(
    tf: TensorFlow,
    weight: Tensor,
    gradient: Tensor,
    slots: readonly Tensor[],
    rate: number,
    step: number,
  ): Tensor[];
}

/** Settings of {@link adam}. */
export interface AdamOptions {
  /** Decay of the mean of the gradient; defaults to *0.9*. */
  beta1?: number;
  /** Decay of the mean of its square; defaults to *0.999*. */
  beta2?: number;
  /** Keeps the step finite where the gradient vanishes; defaults to *1e-7*, as in Keras. */
  epsilon?: number;
}

/**
 * Adam (Kingma & Ba 2015) in the form of Keras: the correction of both means is part of the rate, so
 * that ε is added to √v before it.
 *
 * @param options Decays and ε.
 *
 * @example
 * ```ts
 * import { adam } from "./optimizer.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(adam().slots, ["mean", "square"]);
 * ```
 */
export function adam(options: AdamOptions = {}): Optimizer {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = options;
  return {
    slots: ["mean", "square"],
    update(tf, weight, gradient, slots, rate, step) {
      const size = rate * Math.sqrt(1 - beta2 ** step) / (1 - beta1 ** step);
      const [mean, square] = slots as [Tensor, Tensor];
      if (onProcessor(tf)) {
        return nativeAdam(tf, [weight, mean, square], gradient, { beta1, beta2, epsilon, size });
      }
      const m = tf.add(tf.mul(mean, beta1), tf.mul(gradient, 1 - beta1));
      const v = tf.add(tf.mul(square, beta2), tf.mul(tf.square(gradient), 1 - beta2));
      return [tf.sub(weight, tf.mul(tf.div(m, tf.add(tf.sqrt(v), epsilon)), size)), m, v];
    },
  };
}

/** Settings of {@link sgd}. */
export interface SgdOptions {
  /** Share of the last step that is done again; defaults to *0*. */
  momentum?: number;
  /** Look ahead (Nesterov 1983); defaults to *false*. */
  nesterov?: boolean;
}

/**
 * Stochastic gradient descent with momentum, in the form of Keras: v ← μv − ηg, w ← w + v; with
 * `nesterov` w ← w + μv − ηg.
 *
 * @param options Momentum.
 *
 * @example
 * ```ts
 * import { sgd } from "./optimizer.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sgd().slots, []);
 * assertEquals(sgd({ momentum: 0.9 }).slots, ["velocity"]);
 * ```
 */
export function sgd({ momentum = 0, nesterov = false }: SgdOptions = {}): Optimizer {
  if (momentum === 0) {
    return {
      slots: [],
      update: (tf, weight, gradient, _, rate) => [tf.sub(weight, tf.mul(gradient, rate))],
    };
  }
  return {
    slots: ["velocity"],
    update(tf, weight, gradient, [velocity], rate) {
      const push = tf.mul(gradient, rate);
      const v = tf.sub(tf.mul(velocity as Tensor, momentum), push);
      const move = nesterov ? tf.sub(tf.mul(v, momentum), push) : v;
      return [tf.add(weight, move), v];
    },
  };
}

/**
 * L2 penalty of kernels, λ Σ w², as Keras' `l2` adds it to the loss; biases and gains, which have one
 * dimension, are left alone.
 *
 * @param tf TensorFlow.js.
 * @param weights Tensors of weights.
 * @param strength λ.
 * @returns One number on the device.
 *
 * @example
 * ```ts
 * import { penalty } from "./optimizer.ts";
 * import { openBackend } from "../backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const weights = [tf.tensor2d([[1, 2]]), tf.tensor1d([9])];
 * assertEquals((await penalty(tf, weights, 0.5).data())[0], 2.5);
 * ```
 */
export function penalty(tf: TensorFlow, weights: readonly Tensor[], strength: number): Scalar {
  const squares = weights.filter(isKernel).map((kernel) => tf.sum(tf.square(kernel)) as Scalar);
  return tf.mul(squares.length === 0 ? tf.scalar(0) : tf.addN(squares), strength);
}

/**
 * Adds the gradient of {@link penalty}, 2 λ w, to that of the loss: written out, it takes two passes over
 * the weights where a tape takes six.
 *
 * @param tf TensorFlow.js.
 * @param gradients Gradient of each tensor of weights.
 * @param weights Those tensors.
 * @param strength λ.
 * @returns The gradient of loss and penalty.
 *
 * @example
 * ```ts
 * import { addPenaltyGradient } from "./optimizer.ts";
 * import { openBackend } from "../backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const gradients = [tf.tensor2d([[1, 1]]), tf.tensor1d([1])];
 * const weights = [tf.tensor2d([[3, 0]]), tf.tensor1d([9])];
 * const found = addPenaltyGradient(tf, gradients, weights, 0.5);
 * assertEquals(found.map((one) => [...one.dataSync()]), [[4, 1], [1]]);
 * ```
 */
export function addPenaltyGradient(
  tf: TensorFlow,
  gradients: readonly Tensor[],
  weights: readonly Tensor[],
  strength: number,
): Tensor[] {
  return gradients.map((gradient, i) => {
    const weight = weights[i] as Tensor;
    return isKernel(weight) ? tf.add(gradient, tf.mul(weight, 2 * strength)) : gradient;
  });
}

/** Whether the penalty counts it. */
function isKernel({ rank }: Tensor): boolean {
  return rank > 1;
}

import type { Tensor, Tensor2D, Variable } from "@tensorflow/tfjs";
import type { TensorFlow } from "../../backend.ts";

/**
 * A last layer, which makes scores of the classes of a pool; its numbers live on the backend.
 *
 * @example
 * ```ts
 * import { ClassHead } from "./head.ts";
 * import { openBackend } from "../../backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const head = new ClassHead(tf, "fc", new Float32Array([1, 2]), new Float32Array([10]));
 * assertEquals([...head.apply(tf.tensor2d([[3, 4]])).dataSync()], [3 + 8 + 10]);
 * head.dispose();
 * ```
 */
export class ClassHead {
  /** Length of the pools that it reads. */
  readonly inputs: number;
  /** [inputs × classes]. */
  readonly #weight: Variable;
  readonly #bias: Variable;
  readonly #tf: TensorFlow;

  /**
   * @param tf TensorFlow.js on the backend that shall compute.
   * @param name Its name in the state dict.
   * @param weight In PyTorch's order of axes [classes × inputs].
   * @param bias [classes].
   */
  constructor(tf: TensorFlow, readonly name: string, weight: Float32Array, bias: Float32Array) {
    const inputs = weight.length / bias.length;
    this.#tf = tf;
    this.inputs = inputs;
    this.#weight = tf.tidy(() =>
      tf.variable(tf.transpose(tf.tensor2d(weight, [bias.length, inputs]) as Tensor))
    );
    this.#bias = tf.tidy(() => tf.variable(tf.tensor1d(bias) as Tensor));
  }

  /** All tensors by their names in the state dict, the weight in TensorFlow's order of axes. */
  get tensors(): [string, Variable][] {
    return [[`${this.name}.weight`, this.#weight], [`${this.name}.bias`, this.#bias]];
  }

  /**
   * Scores of the classes before softmax [n × classes].
   *
   * @param pooled Pools [n × inputs].
   */
  apply(pooled: Tensor2D): Tensor2D {
    const tf = this.#tf;
    return tf.tidy(() => tf.add(tf.matMul(pooled, this.#weight as Tensor as Tensor2D), this.#bias));
  }

  /** Frees the numbers. */
  dispose(): void {
    for (const [, tensor] of this.tensors) tensor.dispose();
  }
}

import type { Tensor1D, Tensor4D, Variable } from "@tensorflow/tfjs";
import type { TensorFlow } from "../../backend.ts";
import { normalization } from "./names.ts";
import { paddingOf } from "./padding.ts";
import { type Convolution, EPSILON } from "./step.ts";

/**
 * A convolution with batch normalisation by its running statistics and ReLU. Its numbers live on the
 * backend; the first run folds the normalisation into the kernel.
 *
 * @example
 * ```ts
 * import { blocks } from "./blocks.ts";
 * import { initialInception } from "./initial.ts";
 * import { ConvolutionLayer } from "./layer.ts";
 * import { inceptionNumbers } from "./numbers.ts";
 * import { convolutionsOf } from "./step.ts";
 * import { openBackend } from "../../backend.ts";
 * import { Random } from "../../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const tensors = initialInception({ classes: 2, auxiliary: false }, new Random(1));
 * const [first] = convolutionsOf(blocks[0]!);
 * const layer = new ConvolutionLayer(tf, first!, inceptionNumbers(tensors).numbers);
 * assertEquals(layer.apply(tf.zeros([1, 9, 9, 3])).shape, [1, 4, 4, 32]);
 * layer.dispose();
 * ```
 */
export class ConvolutionLayer {
  /** Kernel [rows × columns × inputs × outputs]. */
  readonly #kernel: Variable;
  /** Scale, offset, running mean and running variance [outputs]. */
  readonly #parts: Record<typeof normalization[number], Variable>;
  readonly #tf: TensorFlow;
  /** What {@link apply} convolves with, made of the numbers above. */
  #folded: { filter: Tensor4D; bias: Tensor1D } | undefined;

  /**
   * @param tf TensorFlow.js on the backend that shall compute.
   * @param layer Its place and size.
   * @param numbers Numbers by the names of the state dict, in PyTorch's order of axes.
   * @throws {RangeError} naming numbers that are not there.
   */
  constructor(
    tf: TensorFlow,
    readonly layer: Convolution,
    numbers: ReadonlyMap<string, Float32Array>,
  ) {
    this.#tf = tf;
    const { name, inputs, outputs, kernel: [rows, columns] } = layer;
    const given = (part: string) => {
      const values = numbers.get(`${name}.${part}`);
      if (values === undefined) throw new RangeError(`There are no numbers for ${name}.${part}`);
      return values;
    };
    this.#kernel = tf.tidy(() => {
      const weight = tf.tensor4d(given("conv.weight"), [outputs, inputs, rows, columns]);
      return tf.variable(tf.transpose(weight, [2, 3, 1, 0]));
    });
    const variable = (part: string) => tf.tidy(() => tf.variable(tf.tensor1d(given(`bn.${part}`))));
    this.#parts = {
      weight: variable("weight"),
      bias: variable("bias"),
      running_mean: variable("running_mean"),
      running_var: variable("running_var"),
    };
  }

  /** All tensors by their names in the state dict, the kernel in TensorFlow's order of axes. */
  get tensors(): [string, Variable][] {
    const { name } = this.layer;
    const parts = normalization.map((part): [string, Variable] => [
      `${name}.bn.${part}`,
      this.#parts[part],
    ]);
    return [[`${name}.conv.weight`, this.#kernel], ...parts];
  }

  /**
   * Runs the layer, within `tf.tidy`; it has a gradient to its input, none to its numbers.
   *
   * @param x Input [n × height × width × inputs].
   */
  apply(x: Tensor4D): Tensor4D {
    const { stride: strides } = this.layer, { filter, bias } = this.#fold();
    const pad = paddingOf(this.layer);
    return this.#tf.fused.conv2d({ x, filter, strides, pad, bias, activation: "relu" });
  }

  /** Forgets what was made of the numbers, to be called when they change. */
  changed(): void {
    this.#folded?.filter.dispose();
    this.#folded?.bias.dispose();
    this.#folded = undefined;
  }

  /** Frees the numbers. */
  dispose(): void {
    this.changed();
    for (const [, tensor] of this.tensors) tensor.dispose();
  }

  #fold(): { filter: Tensor4D; bias: Tensor1D } {
    const tf = this.#tf, { weight, bias, running_mean, running_var } = this.#parts;
    this.#folded ??= tf.tidy(() => {
      const scale = tf.div(weight, tf.sqrt(tf.add(running_var, EPSILON)));
      return {
        filter: tf.keep(tf.mul<Tensor4D>(this.#kernel, scale)),
        bias: tf.keep(tf.sub<Tensor1D>(bias, tf.mul(running_mean, scale))),
      };
    });
    return this.#folded;
  }
}

import type { Tensor, Tensor1D, Tensor4D, Variable } from "@tensorflow/tfjs";
import type { TensorFlow } from "../../backend.ts";
import { normalization } from "./names.ts";
import type { Convolution } from "./step.ts";

/** Added to the variance, as torchvision's BasicConv2d does. */
export const EPSILON = 0.001;
/** Share of a batch in the running statistics, PyTorch's default. */
const MOMENTUM = 0.1;

/**
 * How a layer works: `frozen` folds the normalisation into the kernel, which is fastest and has no
 * gradient; `running` normalises by the running statistics, `batch` by those of the batch, which it also
 * adds to the running ones.
 */
export type LayerMode = "frozen" | "running" | "batch";

/** Mean and variance of each channel. */
export interface Statistics {
  mean: Tensor;
  variance: Tensor;
}

/**
 * Running statistics after a batch, as PyTorch moves them: by a tenth towards the batch's, the variance
 * by n − 1.
 *
 * @param tf TensorFlow.js.
 * @param running What was running before.
 * @param batch Statistics of the batch, its variance by n.
 * @param count Numbers of the batch in each channel, n.
 *
 * @example
 * ```ts
 * import { moved } from "./layer.ts";
 * import { openBackend } from "../../backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const running = { mean: tf.tensor1d([0]), variance: tf.tensor1d([0]) };
 * const batch = { mean: tf.tensor1d([10]), variance: tf.tensor1d([10]) };
 * const after = moved(tf, running, batch, 2);
 * assertEquals([after.mean.dataSync()[0], after.variance.dataSync()[0]], [1, 2]);
 * ```
 */
export function moved(
  tf: TensorFlow,
  running: Statistics,
  batch: Statistics,
  count: number,
): Statistics {
  const move = (from: Tensor, to: Tensor, share: number) =>
    tf.add(tf.mul(from, 1 - MOMENTUM), tf.mul(to, share));
  return {
    mean: move(running.mean, batch.mean, MOMENTUM),
    variance: move(running.variance, batch.variance, MOMENTUM * count / (count - 1)),
  };
}

/**
 * What a convolution has around its input: paddings here either keep the size or are none, which
 * TensorFlow has words for, but for a few.
 *
 * @param layer The convolution.
 */
export function paddingOf({ stride, padding: [rows, columns] }: Convolution) {
  if (rows + columns === 0) return "valid";
  if (stride === 1) return "same";
  const pad: [[number, number], [number, number], [number, number], [number, number]] = [
    [0, 0],
    [rows, rows],
    [columns, columns],
    [0, 0],
  ];
  return pad;
}

/** A convolution with batch normalisation and ReLU whose numbers live on the backend. */
export class ConvolutionLayer {
  /** Kernel [rows × columns × inputs × outputs]. */
  readonly kernel: Variable;
  /** Scale, offset, running mean and running variance [outputs]. */
  readonly #parts: Record<typeof normalization[number], Variable>;
  readonly #tf: TensorFlow;
  #folded: { filter: Tensor4D; bias: Tensor1D } | undefined;

  /**
   * @param tf TensorFlow.js on the backend that shall compute.
   * @param layer Its place and size.
   * @param numbers Numbers by the names of the state dict.
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
    this.kernel = tf.tidy(() => {
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

  /** What training changes: kernel, scale, offset. */
  get variables(): Variable[] {
    return [this.kernel, this.#parts.weight, this.#parts.bias];
  }

  /** All tensors by their names in the state dict, the kernel in TensorFlow's order. */
  get tensors(): [string, Variable][] {
    const { name } = this.layer;
    const parts = normalization.map((part): [string, Variable] => [
      `${name}.bn.${part}`,
      this.#parts[part],
    ]);
    return [[`${name}.conv.weight`, this.kernel], ...parts];
  }

  /**
   * Runs the layer, within `tf.tidy`.
   *
   * @param x Input [n × height × width × inputs].
   * @param mode How it normalises.
   */
  apply(x: Tensor4D, mode: LayerMode): Tensor4D {
    const tf = this.#tf, strides = this.layer.stride, side = paddingOf(this.layer);
    if (mode === "frozen") {
      const { filter, bias } = this.#fold();
      return tf.fused.conv2d({ x, filter, strides, pad: side, bias, activation: "relu" });
    }
    const y = tf.conv2d(x, this.kernel as Tensor as Tensor4D, strides, side);
    const { weight, bias, running_mean, running_var } = this.#parts;
    const [mean, variance] = mode === "batch"
      ? this.#statistics(y)
      : [running_mean as Tensor as Tensor1D, running_var as Tensor as Tensor1D];
    const scale = weight as Tensor as Tensor1D, offset = bias as Tensor as Tensor1D;
    return tf.relu(tf.batchNorm4d(y, mean, variance, offset, scale, EPSILON));
  }

  /** Forgets what was made of the numbers, to be called when they change. */
  changed(): void {
    this.#folded?.filter.dispose();
    this.#folded?.bias.dispose();
    this.#folded = undefined;
  }

  /**
   * The kernel and bias that do convolution and normalisation at once; they belong to the layer.
   */
  #fold(): { filter: Tensor4D; bias: Tensor1D } {
    const tf = this.#tf, { weight, bias, running_mean, running_var } = this.#parts;
    this.#folded ??= tf.tidy(() => {
      const scale = tf.div(weight, tf.sqrt(tf.add(running_var, EPSILON)));
      return {
        filter: tf.keep(tf.mul<Tensor4D>(this.kernel, scale)),
        bias: tf.keep(tf.sub<Tensor1D>(bias, tf.mul(running_mean, scale))),
      };
    });
    return this.#folded;
  }

  /** Mean and variance of the batch; the running ones move towards them, the variance by n − 1. */
  #statistics(y: Tensor4D): [Tensor1D, Tensor1D] {
    const tf = this.#tf, { running_mean, running_var } = this.#parts;
    const { mean, variance } = tf.moments(y, [0, 1, 2]);
    const count = y.size / (y.shape[3] as number);
    tf.tidy(() => {
      const before = { mean: running_mean, variance: running_var };
      const after = moved(tf, before, { mean, variance }, count);
      running_mean.assign(after.mean);
      running_var.assign(after.variance);
    });
    return [mean as Tensor1D, variance as Tensor1D];
  }

  /** Frees the numbers. */
  dispose(): void {
    this.changed();
    for (const [, tensor] of this.tensors) tensor.dispose();
  }
}

import type { Tensor } from "@tensorflow/tfjs";
import { InputError } from "../core/errors.ts";
import type { TensorFlow } from "./backend.ts";

/** Numbers of a known shape, row-major. */
export interface Values {
  /** Length of each dimension. */
  shape: readonly number[];
  /** The numbers. */
  data: Float32Array | Int32Array;
}

/** Weights of one layer. */
export interface Weight extends Values {
  data: Float32Array;
}

/** Weights by name, in the order of the layers. */
export type Weights = Readonly<Record<string, Weight>>;

/** A network: weights to begin with, and what it computes from them. */
export interface Network {
  /** Its kind, for example `hybrid`. */
  kind: string;
  /** Shape of one example of each input; all examples of a batch have it. */
  inputs: readonly (readonly number[])[];
  /** Weights to begin with. */
  weights: Weights;
  /**
   * Computes what the network gives for a batch; called within `tf.tidy`.
   *
   * @param tf TensorFlow.js.
   * @param weights Weights on the device, by name.
   * @param inputs Each input of the batch [n × …].
   * @returns For a classifier the logits [n × classes].
   */
  apply(
    tf: TensorFlow,
    weights: Readonly<Record<string, Tensor>>,
    inputs: readonly Tensor[],
  ): Tensor;
  /** Weights that training moves without a gradient, such as running statistics; defaults to *none*. */
  statistics?: readonly string[];
  /**
   * What it computes in training, where that is another thing, such as with dropout or the statistics of
   * the batch; called within `tf.tidy`, defaults to *`apply`*.
   *
   * @param tf TensorFlow.js.
   * @param weights Weights on the device, by name.
   * @param inputs Each input of the batch [n × …].
   * @param step Which step it is, and which statistics move.
   * @returns What the network gives, and its statistics after the batch.
   */
  train?(
    tf: TensorFlow,
    weights: Readonly<Record<string, Tensor>>,
    inputs: readonly Tensor[],
    step: TrainingStep,
  ): Trained;
}

/** What a network is told of a step of its training. */
export interface TrainingStep {
  /** Number of the step, from 1: what is random depends on it and not on the past. */
  number: number;
  /** Whether a statistic moves; the layer of one that does not is as in `apply`. */
  moves: (statistic: string) => boolean;
}

/** What a network computes in training. */
export interface Trained {
  /** As of `apply`. */
  outputs: Tensor;
  /** New values of its statistics, by name; those that are not here stay. */
  statistics: Readonly<Record<string, Tensor>>;
}

/** Examples that go through the network together. */
export interface Batch {
  /** Each input [n × …]. */
  inputs: readonly Values[];
  /** What the network should give, for a classifier class numbers [n] as `Int32Array`. */
  targets: Values;
  /** What it is, for messages; defaults to its number. */
  name?: string;
}

/** Batches, from memory or from disk as they are needed. */
export type Batches = Iterable<Batch> | AsyncIterable<Batch>;

/**
 * Brings weights to the device.
 *
 * @param tf TensorFlow.js.
 * @param weights Weights by name.
 * @returns One tensor a name, to be disposed.
 *
 * @example
 * ```ts
 * import { toDevice } from "./network.ts";
 * import { openBackend } from "./backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const { bias } = toDevice(tf, { bias: { shape: [2], data: new Float32Array([1, 2]) } });
 * assertEquals([...bias!.dataSync()], [1, 2]);
 * bias!.dispose();
 * ```
 */
export function toDevice(tf: TensorFlow, weights: Weights): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(weights).map(([name, { data, shape }]) => [name, tf.tensor(data, [...shape])]),
  );
}

/**
 * Brings the inputs of a batch to the device.
 *
 * @param tf TensorFlow.js.
 * @param network Whose inputs they are.
 * @param inputs Values of each input [n × …].
 * @param name What the batch is, for messages.
 * @returns One tensor an input, to be disposed.
 * @throws {InputError} for another number of inputs, or another shape, such as images of one channel
 * for a network of three.
 *
 * @example
 * ```ts
 * import { inputTensors } from "./network.ts";
 * import { openBackend } from "./backend.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const grey = { shape: [1, 2, 2, 1], data: new Float32Array(4) };
 * const network = { kind: "test", inputs: [[2, 2, 3]] };
 * assertThrows(() => inputTensors(tf, network, [grey], "batch 1"), Error, "allowed: n × 2 × 2 × 3");
 * ```
 */
export function inputTensors(
  tf: TensorFlow,
  network: Pick<Network, "kind" | "inputs">,
  inputs: readonly Values[],
  name: string,
): Tensor[] {
  const written = (shape: readonly number[]) => shape.join(" × ");
  const wanted = network.inputs.map((shape) => written(["n", ...shape] as unknown as number[]));
  const fits = inputs.length === network.inputs.length &&
    inputs.every(({ shape }, i) => written(shape.slice(1)) === written(network.inputs[i] ?? []));
  if (!fits) {
    throw new InputError(`Cannot put ${name} into the network ${network.kind}`, {
      found: inputs.map(({ shape }) => written(shape)).join(" and "),
      allowed: wanted.join(" and "),
    });
  }
  return inputs.map(({ data, shape }) => tf.tensor(data, [...shape]));
}

/**
 * Checks that weights are those of a network.
 *
 * @param network The network.
 * @param weights What was found, values or lengths by name.
 * @param file Where, for messages.
 * @throws {InputError} naming every weight that is missing, left over, or of another size.
 *
 * @example
 * ```ts
 * import { checkWeights } from "./network.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const weights = { bias: { shape: [2], data: new Float32Array(2) } };
 * const network = { kind: "test", weights };
 * assertThrows(() => checkWeights(network, { other: [1] }), Error, "bias is missing, other is left");
 * ```
 */
export function checkWeights(
  network: Pick<Network, "kind" | "weights">,
  weights: Readonly<Record<string, ArrayLike<number>>>,
  file?: string,
): void {
  const wrong = Object.entries(network.weights).flatMap(([name, { data, shape }]) => {
    const found = weights[name];
    if (found === undefined) return [`${name} is missing`];
    if (found.length === data.length) return [];
    return [`${name} has ${found.length} numbers, not ${shape.join(" × ")}`];
  });
  wrong.push(
    ...Object.keys(weights).filter((name) => !(name in network.weights)).map((name) =>
      `${name} is left over`
    ),
  );
  if (wrong.length === 0) return;
  throw new InputError(`Cannot use these weights for the network ${network.kind}`, {
    ...(file === undefined ? {} : { file }),
    found: wrong.join(", "),
    allowed: "weights of the same network with the same settings",
  });
}

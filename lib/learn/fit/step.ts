import type { Scalar, Tensor } from "@tensorflow/tfjs";
import type { TensorFlow } from "../backend.ts";
import { type Batch, inputTensors, type Network } from "../network.ts";
import type { Loss } from "./loss.ts";
import { addPenaltyGradient, type Optimizer, penalty } from "./optimizer.ts";

/** Weights and what the optimizer keeps, on the device. */
export interface Device {
  /** Weights by name. */
  weights: Record<string, Tensor>;
  /** What the optimizer keeps, as `weight/slot`. */
  slots: Record<string, Tensor>;
}

/** What a step needs beside the batch. */
export interface StepOptions {
  /** Names of the weights that are trained. */
  trainable: readonly string[];
  /** Names of the statistics that move; defaults to *none*. */
  moving?: ReadonlySet<string>;
  loss: Loss;
  optimizer: Optimizer;
  l2: number;
  rate: number;
  /** Number of the step, from 1. */
  step: number;
}

/** What a step came to. */
export interface StepDone {
  /** Loss before the step, with the penalty. */
  loss: number;
  /** Examples that were named right; NaN where the targets are no class numbers. */
  hits: number;
  /** False where loss or gradient is not finite: nothing was changed then. */
  finite: boolean;
}

/**
 * Trains with one batch: changes `device`, unless the loss or a gradient is not finite.
 *
 * @param tf TensorFlow.js.
 * @param network The network.
 * @param device Weights and slots.
 * @param batch Examples.
 * @param name What the batch is, for messages.
 * @param options Loss, optimizer, rate.
 * @throws {InputError} if the batch has other inputs than the network.
 */
export async function trainStep(
  tf: TensorFlow,
  network: Network,
  device: Device,
  batch: Batch,
  name: string,
  options: StepOptions,
): Promise<StepDone> {
  const { trainable, moving, loss, optimizer, l2, rate, step } = options;
  const training = { number: step, moves: (name: string) => moving?.has(name) ?? false };
  const { summary, gradients, statistics } = tf.tidy(() => {
    const inputs = inputTensors(tf, network, batch.inputs, name);
    const targets = tf.tensor(batch.targets.data, [...batch.targets.shape]);
    let hits: Scalar | undefined;
    let moved: Record<string, Tensor> = {};
    const trained = trainable.map((key) => device.weights[key] as Tensor);
    const { value, grads } = tf.valueAndGrads((...parts: Tensor[]) => {
      const own = Object.fromEntries(trainable.map((key, i) => [key, parts[i] as Tensor]));
      const weights = { ...device.weights, ...own };
      const { outputs, statistics } = network.train?.(tf, weights, inputs, training) ??
        { outputs: network.apply(tf, weights, inputs), statistics: {} };
      hits = tf.keep(countHits(tf, outputs, targets));
      moved = { ...statistics };
      for (const one of Object.values(moved)) tf.keep(one);
      return loss(tf, outputs, targets);
    })(trained);
    const penalized = l2 === 0 ? value : tf.add(value, penalty(tf, trained, l2)) as Scalar;
    const gradients = l2 === 0 ? grads : addPenaltyGradient(tf, grads, trained, l2);
    // One finite sum of squares says that every gradient is finite.
    const size = tf.addN(gradients.map((one) => tf.sum(tf.square(one))));
    const kept = hits as unknown as Scalar;
    const row = tf.stack([penalized, size, kept]);
    kept.dispose();
    return { summary: row, gradients, statistics: moved };
  });
  const [value, size, hits] = await summary.data() as unknown as [number, number, number];
  summary.dispose();
  const finite = Number.isFinite(value) && Number.isFinite(size);
  if (finite) {
    trainable.forEach((key, i) => {
      const names = optimizer.slots.map((slot) => `${key}/${slot}`);
      const before = [device.weights[key], ...names.map((slot) => device.slots[slot])] as Tensor[];
      const [weight, ...slots] = before as [Tensor, ...Tensor[]];
      const after = tf.tidy(() =>
        optimizer.update(tf, weight, gradients[i] as Tensor, slots, rate, step)
      );
      tf.dispose(before);
      device.weights[key] = after[0] as Tensor;
      names.forEach((slot, j) => device.slots[slot] = after[j + 1] as Tensor);
    });
    for (const [key, value] of Object.entries(statistics)) {
      if (training.moves(key)) {
        device.weights[key]?.dispose();
        device.weights[key] = value;
      } else value.dispose();
    }
  } else tf.dispose(statistics);
  tf.dispose(gradients);
  return { loss: value, hits, finite };
}

/**
 * How many of a batch are named right; NaN where outputs or targets are not those of a classifier.
 *
 * @param tf TensorFlow.js.
 * @param outputs What the network gives.
 * @param targets What it should give.
 * @returns One number on the device.
 *
 * @example
 * ```ts
 * import { countHits } from "./step.ts";
 * import { openBackend } from "../backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const outputs = tf.tensor2d([[5, 1], [2, 3]]), targets = tf.tensor1d([0, 0], "int32");
 * assertEquals((await countHits(tf, outputs, targets).data())[0], 1);
 * ```
 */
export function countHits(tf: TensorFlow, outputs: Tensor, targets: Tensor): Scalar {
  if (outputs.rank !== 2 || targets.rank !== 1 || targets.dtype !== "int32") return tf.scalar(NaN);
  return tf.sum(tf.cast(tf.equal(tf.argMax(outputs, 1), targets), "float32"));
}

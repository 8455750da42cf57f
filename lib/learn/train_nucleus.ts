import type { Scalar, Tensor, Tensor1D, Tensor4D } from "@tensorflow/tfjs";
import type { TensorFlow } from "./backend.ts";
import { applyNetwork, type NucleusShape, splitWeights, ZOOM } from "./nets/nucleus_unet.ts";
import { type Batch, TARGETS } from "./nucleus/tiles.ts";

/** Where a training stands: all that is needed to go on with it. */
export interface TrainingState {
  /** Steps done. */
  step: number;
  /** The network's numbers. */
  weights: Float32Array;
  /** Adam's running mean of the gradient. */
  momentum: Float32Array;
  /** Adam's running mean of the squared gradient. */
  variance: Float32Array;
}

/** How the network is trained. */
export interface TrainingOptions {
  /** Size of the network. */
  shape: NucleusShape;
  /** Gives the tiles of one step; the same step must give the same tiles. */
  source: (step: number) => Promise<Batch> | Batch;
  /** Steps in all, over which the learning rate falls along a cosine to 0. */
  steps: number;
  /** Steps after which the state is handed out. */
  every: number;
  /** Highest learning rate, reached after 2 % of the steps; defaults to *0.001*. */
  rate?: number;
  /** Longest gradient; longer ones are shortened to it; defaults to *1*. */
  clip?: number;
  /** Stops the training at the next step. */
  signal?: AbortSignal;
  /** Called after each step with the steps done. */
  onStep?: (step: number) => void;
}

/** What is handed out now and then. */
export interface TrainingReport {
  /** Mean loss since the last report. */
  loss: number;
  /** Where the training stands. */
  state: TrainingState;
}

/**
 * A state to begin with.
 *
 * @param weights The network's first numbers.
 *
 * @example
 * ```ts
 * import { beginTraining } from "./train_nucleus.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(beginTraining(new Float32Array(3)).step, 0);
 * ```
 */
export function beginTraining(weights: Float32Array): TrainingState {
  const empty = () => new Float32Array(weights.length);
  return { step: 0, weights, momentum: empty(), variance: empty() };
}

/**
 * Trains the nucleus network with Adam (Kingma 2015), and hands the state out every so many steps.
 *
 * The loss is that of Cellpose: half the squared error of the flows (five times unit length) plus the
 * cross-entropy of being inside a nucleus. A training that goes on from a state is the same as
 * one that was never stopped.
 *
 * @param tf TensorFlow.js.
 * @param begin Where to start; not changed.
 * @param options Tiles, steps, rate.
 * @throws {Error} the reason of the signal, if it stops.
 */
export async function* trainNucleus(
  tf: TensorFlow,
  begin: TrainingState,
  options: TrainingOptions,
): AsyncGenerator<TrainingReport, void, void> {
  const { shape, source, steps, every, rate = 1e-3, clip = 1, signal } = options;
  let { step } = begin;
  let row: Rows = [begin.weights, begin.momentum, begin.variance].map((values) =>
    tf.tensor1d(values)
  ) as Rows;
  let losses: Scalar[] = [];
  try {
    while (step < steps) {
      signal?.throwIfAborted();
      const batch = await source(step);
      step++;
      const learn = { rate: rateAt(step, steps, rate), clip, step };
      const [loss, ...next] = tf.tidy(() => update(tf, row, shape, batch, learn));
      tf.dispose(row);
      row = next;
      losses.push(loss);
      options.onStep?.(step);
      if (step % every !== 0 && step !== steps) continue;
      const mean = tf.tidy(() => tf.mean(tf.stack(losses)));
      const [weights, momentum, variance] = await Promise.all(
        row.map((values) => values.data() as Promise<Float32Array>),
      ) as [Float32Array, Float32Array, Float32Array];
      const [value] = await mean.data();
      tf.dispose([mean, ...losses]);
      losses = [];
      yield { loss: value as number, state: { step, weights, momentum, variance } };
    }
  } finally {
    tf.dispose([...row, ...losses]);
  }
}

/** Weights, momentum and variance on the device. */
type Rows = [Tensor1D, Tensor1D, Tensor1D];

function rateAt(step: number, steps: number, highest: number): number {
  const warm = Math.min(1, step / Math.max(1, 0.02 * steps));
  return highest * warm * 0.5 * (1 + Math.cos(Math.PI * (step - 1) / steps));
}

function update(
  tf: TensorFlow,
  [weights, momentum, variance]: Rows,
  shape: NucleusShape,
  batch: Batch,
  { rate, clip, step }: { rate: number; clip: number; step: number },
): [Scalar, ...Rows] {
  const layers = splitWeights(tf, weights, shape);
  const { value, grads } = tf.valueAndGrads((...parts: Tensor[]) =>
    lossOf(tf, parts, shape, batch)
  )(layers);
  const gradient = tf.concat(grads.map((one) => tf.reshape(one, [-1]))) as Tensor1D;
  const length = tf.sqrt(tf.sum(tf.square(gradient)));
  const clipped = tf.mul(gradient, tf.minimum(1, tf.div(clip, tf.add(length, 1e-9))));
  const mean = tf.add(tf.mul(momentum, 0.9), tf.mul(clipped, 0.1));
  const square = tf.add(tf.mul(variance, 0.999), tf.mul(tf.square(clipped), 0.001));
  const size = rate * Math.sqrt(1 - 0.999 ** step) / (1 - 0.9 ** step);
  const move = tf.mul(tf.div(mean, tf.add(tf.sqrt(square), 1e-8)), size);
  return [value, tf.sub(weights, move), mean, square] as [Scalar, ...Rows];
}

/**
 * The loss of some tiles.
 *
 * @param tf TensorFlow.js.
 * @param layers Kernels and biases, from `splitWeights`.
 * @param shape Size of the network.
 * @param batch Tiles with targets.
 * @returns One number on the device.
 */
export function lossOf(
  tf: TensorFlow,
  layers: readonly Tensor[],
  shape: NucleusShape,
  { count, size, images, targets }: Batch,
): Scalar {
  const found = applyNetwork(
    tf,
    layers,
    shape,
    tf.tensor4d(images, [count, ZOOM * size, ZOOM * size, 1]),
  );
  const wanted = tf.tensor4d(targets, [count, size, size, TARGETS]);
  const map = (x: Tensor4D, first: number, depth: number) =>
    tf.slice(x, [0, 0, 0, first], [-1, -1, -1, depth]);
  const weight = map(wanted, 3, 1);
  const flow = tf.square(tf.sub(map(found, 0, 2), tf.mul(map(wanted, 0, 2), 5)));
  const logit = map(found, 2, 1);
  const entropy = tf.sub(tf.softplus(logit), tf.mul(logit, map(wanted, 2, 1)));
  const perPixel = tf.add(tf.mul(tf.sum(flow, 3, true), 0.25), entropy);
  return tf.div(tf.sum(tf.mul(perPixel, weight)), tf.add(tf.sum(weight), 1)) as Scalar;
}

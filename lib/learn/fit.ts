import type { Tensor } from "@tensorflow/tfjs";
import { InputError } from "../core/errors.ts";
import type { TensorFlow } from "./backend.ts";
import { BrokenBatch, judgeEpoch, trainEpoch } from "./fit/epoch.ts";
import { adam } from "./fit/optimizer.ts";
import type { FitOptions } from "./fit/options.ts";
import {
  beginFit,
  checkState,
  type EpochNumbers,
  type FitState,
  type Numbers,
} from "./fit/state.ts";
import type { Device } from "./fit/step.ts";
import { watchPlateau, watchStopping } from "./fit/watch.ts";
import { type Network, toDevice } from "./network.ts";

export { crossEntropy, type CrossEntropyOptions, type Loss } from "./fit/loss.ts";
export { adam, type Optimizer, sgd } from "./fit/optimizer.ts";
export type { BatchProgress, FitOptions } from "./fit/options.ts";
export { cosine, exponential, type Schedule, stepwise } from "./fit/schedule.ts";
export {
  decodeState,
  encodeState,
  type EpochNumbers,
  type FitState,
  type Numbers,
} from "./fit/state.ts";
export type { EarlyStopping, Plateau } from "./fit/watch.ts";

/** What came of a training. */
export interface FitResult {
  /** Weights of the best epoch; those of the last batch where no epoch was finished. */
  weights: Numbers;
  /** The best epoch, from 1; 0 where none was finished. */
  bestEpoch: number;
  /** One entry an epoch. */
  history: readonly EpochNumbers[];
  /** Why it ended: all epochs done, early stopping, the signal. */
  stopped: "epochs" | "early" | "signal";
  /** State after the last epoch that was finished. */
  state: FitState;
}

/** The loss or a gradient was not finite; what was good before is kept. */
export class LossError extends InputError {
  /** What the training had reached. */
  readonly result: Omit<FitResult, "stopped">;

  /**
   * @param where Which batch.
   * @param loss What was found.
   * @param result What the training had reached.
   */
  constructor(where: string, loss: number, result: Omit<FitResult, "stopped">) {
    super(`Training stopped: the loss or its gradient is not finite in ${where}`, {
      found: `loss ${loss}`,
      allowed: "finite numbers",
      hint: "Look at this batch, or lower the learning rate; the last good weights are kept",
    });
    this.result = result;
  }
}

/**
 * Trains a network: the one loop for all of them.
 *
 * Weights of the epoch with the best `monitor` are the result, as with Keras' `EarlyStopping` and
 * `restore_best_weights`. A training that goes on from a state gives what it would have given without
 * the stop, up to the rounding of sums over threads. Nothing stays on the device.
 *
 * @param tf TensorFlow.js.
 * @param network What is trained.
 * @param options Batches, loss, optimizer, when to stop.
 * @returns Best weights, history, state.
 * @throws {LossError} for a loss or gradient that is not finite, naming the batch; its `result` holds
 * the last good weights.
 * @throws {InputError} if a batch does not fit the network, an epoch has no batch, the state is of
 * another training, or there is no number of the monitor's name.
 *
 * @example
 * ```ts
 * import { fit } from "./fit.ts";
 * import { openBackend } from "./backend.ts";
 * import { assert } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const network = {
 *   kind: "line",
 *   inputs: [[1]],
 *   weights: { slope: { shape: [1, 2], data: new Float32Array(2) } },
 *   apply: (t: typeof tf, { slope }: Record<string, unknown>, [x]: readonly unknown[]) =>
 *     t.matMul(x as ReturnType<typeof t.tensor2d>, slope as ReturnType<typeof t.tensor2d>),
 * };
 * const inputs = [{ shape: [2, 1], data: new Float32Array([-1, 1]) }];
 * const targets = { shape: [2], data: new Int32Array([0, 1]) };
 * const { history } = await fit(tf, network, {
 *   epochs: 20,
 *   rate: 0.1,
 *   train: () => [{ inputs, targets }],
 * });
 * assert(history[19]!.loss! < history[0]!.loss!);
 * ```
 */
export async function fit(
  tf: TensorFlow,
  network: Network,
  options: FitOptions,
): Promise<FitResult> {
  const { epochs, optimizer = adam(), rate = 1e-3, frozen = () => false } = options;
  const changing = Object.keys(network.weights).filter((name) => !frozen(name));
  const moving = new Set(network.statistics?.filter((name) => !frozen(name)));
  const trainable = changing.filter((name) => !moving.has(name));
  const first = typeof rate === "number" ? rate : 1;
  const fresh = beginFit(network.weights, trainable, optimizer, first);
  let state = options.begin ?? fresh;
  checkState(network, state, fresh);
  const device = onDevice(tf, network, state);
  const reached = async () => ({
    weights: state.best ?? { ...state.weights, ...await read(device.weights, changing) },
    bestEpoch: state.stopping.bestEpoch,
    history: state.history,
    state,
  });
  try {
    while (state.epoch < epochs && !state.ended) {
      const epoch = state.epoch + 1;
      const trained = await trainEpoch(tf, network, device, { trainable, moving }, state, options);
      const judged = trained && await judgeEpoch(tf, network, device, options);
      if (trained === undefined || judged === undefined) {
        return { ...await reached(), stopped: "signal" };
      }
      const { step, rate, measured } = trained;
      const numbers: EpochNumbers = { epoch, rate, ...measured, ...judged };
      const [weights, slots] = await Promise.all([
        read(device.weights, changing),
        read(device.slots, Object.keys(device.slots)),
      ]);
      const done = { epoch, step, slots, history: [...state.history, numbers] };
      const now = { ...state, ...done, weights: { ...state.weights, ...weights } };
      const watched = watch(now, numbers, options);
      state = watched.state;
      await options.onEpoch?.(numbers, state, watched.better);
    }
    return { ...await reached(), stopped: state.ended ? "early" : "epochs" };
  } catch (error) {
    if (!(error instanceof BrokenBatch)) throw error;
    throw new LossError(error.message, error.loss, await reached());
  } finally {
    tf.dispose([device.weights, device.slots]);
  }
}

/** Whether the epoch is the best, whether training ends, and the learning rate that follows. */
function watch(state: FitState, numbers: EpochNumbers, options: FitOptions) {
  const monitor = options.monitor ??
    (options.validation === undefined ? "loss" : "validationLoss");
  const value = numbers[monitor];
  if (value === undefined) {
    throw new InputError("Cannot judge an epoch", {
      column: "monitor",
      found: monitor,
      allowed: Object.keys(numbers).join(", "),
    });
  }
  if (Number.isNaN(value)) {
    throw new InputError("Cannot judge an epoch", {
      column: monitor,
      found: value,
      allowed: "a number",
      hint: "The validation set may be empty, or lack a class",
    });
  }
  const best = /accuracy|recall|f1|auc/i.test(monitor) ? "max" : "min";
  const { direction = best, earlyStopping, plateau } = options;
  const stopping = watchStopping(state.stopping, state.epoch, value, direction, earlyStopping);
  const next: FitState = {
    ...state,
    best: stopping.better ? state.weights : state.best,
    stopping: stopping.state,
    ended: stopping.stop,
    plateau: plateau === undefined
      ? state.plateau
      : watchPlateau(state.plateau, value, direction, plateau),
  };
  return { state: next, better: stopping.better };
}

function onDevice(tf: TensorFlow, network: Network, state: FitState): Device {
  const shapeOf = (name: string) => network.weights[name]?.shape ?? [];
  const place = (numbers: Numbers) =>
    toDevice(
      tf,
      Object.fromEntries(
        Object.entries(numbers).map(([name, data]) => {
          const owner = name in network.weights ? name : name.slice(0, name.lastIndexOf("/"));
          return [name, { data, shape: shapeOf(owner) }];
        }),
      ),
    );
  return { weights: place(state.weights), slots: place(state.slots) };
}

async function read(tensors: Record<string, Tensor>, names: readonly string[]): Promise<Numbers> {
  const entries = names.map(async (name) =>
    [name, Float32Array.from(await (tensors[name] as Tensor).data())] as const
  );
  return Object.fromEntries(await Promise.all(entries));
}

import { InputError } from "../../core/errors.ts";
import type { TensorFlow } from "../backend.ts";
import { namedBy } from "../named_by.ts";
import type { Network, Values } from "../network.ts";
import { crossEntropy } from "./loss.ts";
import { adam } from "./optimizer.ts";
import type { FitOptions } from "./options.ts";
import { predict } from "./predict.ts";
import type { FitState } from "./state.ts";
import { type Device, type StepOptions, trainStep } from "./step.ts";

/** What an epoch of training came to. */
export interface EpochDone {
  /** Learning rate of its last step. */
  rate: number;
  /** Steps done since the beginning. */
  step: number;
  /** Mean loss, and accuracy where there are classes. */
  measured: Record<string, number>;
}

/** A batch whose loss or gradient is not finite. */
export class BrokenBatch extends Error {
  /** The loss that was found. */
  readonly loss: number;

  /**
   * @param where Which batch.
   * @param loss The loss that was found.
   */
  constructor(where: string, loss: number) {
    super(where);
    this.loss = loss;
  }
}

/**
 * Trains for one epoch: changes `device`.
 *
 * @param tf TensorFlow.js.
 * @param network The network.
 * @param device Weights and slots.
 * @param changing Names of the weights that are trained, and of the statistics that move.
 * @param state State after the epoch before.
 * @param options Batches, loss, optimizer, rate.
 * @returns undefined where the signal stopped it.
 * @throws {BrokenBatch} for a loss or gradient that is not finite; the batch has changed nothing.
 * @throws {InputError} if there is no batch, or one does not fit the network.
 */
export async function trainEpoch(
  tf: TensorFlow,
  network: Network,
  device: Device,
  changing: Pick<StepOptions, "trainable" | "moving">,
  state: FitState,
  options: FitOptions,
): Promise<EpochDone | undefined> {
  const { loss = crossEntropy(), optimizer = adam(), rate = 1e-3, l2 = 0, signal } = options;
  const epoch = state.epoch + 1;
  let { step } = state, sum = 0, hits = 0, count = 0, batches = 0, used = state.plateau.rate;
  for await (const batch of options.train(epoch)) {
    if (signal?.aborted) return undefined;
    used = state.plateau.rate * (typeof rate === "number" ? 1 : rate(step));
    batches++;
    const name = `${batch.name ?? `batch ${batches}`} of epoch ${epoch}`;
    const learn = { ...changing, loss, optimizer, l2, rate: used, step: step + 1 };
    const done = await trainStep(tf, network, device, batch, name, learn);
    if (!done.finite) throw new BrokenBatch(name, done.loss);
    step++;
    const n = batch.targets.shape[0] as number;
    sum += n * done.loss;
    hits += done.hits;
    count += n;
    options.onBatch?.({ epoch, batch: batches, loss: sum / count, accuracy: hits / count });
  }
  if (signal?.aborted) return undefined;
  if (count === 0) {
    throw new InputError(`Cannot train: epoch ${epoch} has no batch`, { found: "no example" });
  }
  const measured = {
    loss: sum / count,
    ...(Number.isNaN(hits) ? {} : { accuracy: hits / count }),
  };
  return { rate: used, step, measured };
}

/**
 * Judges the weights on the validation set.
 *
 * @param tf TensorFlow.js.
 * @param network The network.
 * @param device Weights.
 * @param options Validation set, loss, further measures.
 * @returns Numbers by name, none without a validation set; undefined where the signal stopped it.
 * @throws {BrokenBatch} for a loss that is not finite.
 */
export async function judgeEpoch(
  tf: TensorFlow,
  network: Network,
  device: Device,
  options: FitOptions,
): Promise<Record<string, number> | undefined> {
  const { validation, signal, measure } = options;
  if (validation === undefined) return {};
  const loss = options.validationLoss ?? options.loss ?? crossEntropy();
  const settings = { loss, ...(signal === undefined ? {} : { signal }) };
  let found;
  try {
    found = await predict(tf, network, device.weights, validation(), settings);
  } catch (error) {
    if (signal?.aborted) return undefined;
    throw error;
  }
  const { outputs, targets, broken } = found;
  if (broken !== undefined) throw new BrokenBatch(`${broken} of the validation set`, NaN);
  return {
    validationLoss: found.loss,
    ...accuracyOf(outputs, targets),
    ...measure?.(outputs, targets),
  };
}

function accuracyOf(outputs: Values, targets: Values): Record<string, number> {
  if (outputs.shape.length !== 2 || !(targets.data instanceof Int32Array)) return {};
  const [rows = 0, classes = 0] = outputs.shape;
  const hits = namedBy(outputs.data, classes).filter((named, row) => named === targets.data[row]);
  return { validationAccuracy: hits.length / rows };
}

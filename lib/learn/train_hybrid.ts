import { Random } from "../core/random.ts";
import type { TensorFlow } from "./backend.ts";
import { crossEntropy, fit, type FitOptions, type FitResult } from "./fit.ts";
import { augment, type AugmentOptions } from "./fit/augment.ts";
import { batchesOf, type BatchesOptions } from "./fit/batches.ts";
import { predict } from "./fit/predict.ts";
import { classReport } from "./metrics.ts";
import { withWeights } from "./model_file.ts";
import { hybridNetwork, type HybridShape } from "./nets/hybrid.ts";
import { namedBy } from "./named_by.ts";
import { type Batches, type Network, toDevice, type Values, type Weight } from "./network.ts";
import { type Remedy, remedyFor } from "./remedies.ts";

/** Examples for study A's network: of each an image, measurements, or both, and a class. */
export interface HybridExamples {
  /** Images, as the network takes them [side × side × channels]; none without. */
  image?: { side: number; channels: number; of: (row: number) => Weight };
  /** Measurements, as the network takes them [columns]; none without. */
  metadata?: { columns: number; of: (row: number) => Float32Array };
  /** Class number of each example [n]. */
  targets: readonly number[];
  /** Names of the classes. */
  classes: readonly string[];
  /** What an example is, for messages; defaults to *its batch*. */
  nameOf?: (row: number) => string;
}

/** How {@link trainHybrid} trains. */
export interface TrainHybridOptions
  extends
    Pick<HybridShape, "filters" | "units" | "head">,
    Pick<FitOptions, "begin" | "onBatch" | "onEpoch" | "signal"> {
  /** Examples to learn from. */
  train: readonly number[];
  /** Examples to choose the epoch with. */
  validation: readonly number[];
  /** What is done against rare classes; defaults to *weights*, as study A. */
  remedy?: Remedy;
  /** Epochs at most; defaults to *20*, as study A. */
  epochs?: number;
  /** Learning rate of Adam; defaults to *0.001*. */
  rate?: number;
  /** Strength of the L2 penalty; defaults to *0*. */
  l2?: number;
  /** Examples of a batch; defaults to *32*. */
  size?: number;
  /** Changes to the images while training; defaults to *flips and turns*. */
  augment?: AugmentOptions;
  /** Number that chooses the epoch, stops early and lowers the rate; defaults to *balancedAccuracy*. */
  monitor?: string;
  /** Epochs without progress before it stops; half of them halve the rate; defaults to *6*. */
  patience?: number;
  /** Seed of weights, order and augmentation; defaults to *1*. */
  seed?: number;
}

/** A trained network, and how it came about. */
export interface TrainedHybrid extends FitResult {
  /** The network with the weights of its best epoch. */
  network: Network;
}

/**
 * Trains study A's network as the study did: Adam, early stopping that restores the best weights, a
 * learning rate that is halved where progress stops, and one remedy against rare classes.
 *
 * @param tf TensorFlow.js.
 * @param examples Images, measurements, classes.
 * @param options Sets, remedy, sizes.
 * @throws {RangeError} if a class has no training example.
 * @throws {InputError} as `fit` and `hybridNetwork` do.
 *
 * @example
 * ```ts
 * import { nameExamples, trainHybrid } from "./train_hybrid.ts";
 * import { openBackend } from "./backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const targets = [0, 1, 0, 1, 0, 1];
 * const metadata = { columns: 1, of: (row: number) => new Float32Array([targets[row]! - 0.5]) };
 * const examples = { metadata, targets, classes: ["DMSO", "taxol"] };
 * const sets = { train: [0, 1, 2, 3], validation: [4, 5] };
 * const { network } = await trainHybrid(tf, examples, { ...sets, rate: 0.05 });
 * assertEquals((await nameExamples(tf, network, examples, [4, 5])).named, [0, 1]);
 * ```
 */
export async function trainHybrid(
  tf: TensorFlow,
  examples: HybridExamples,
  options: TrainHybridOptions,
): Promise<TrainedHybrid> {
  const { train, validation, remedy = "weights", epochs = 20, rate = 1e-3, l2 = 0 } = options;
  const { monitor = "balancedAccuracy", patience = 6, seed = 1, size = 32 } = options;
  const { classes, targets } = examples;
  const network = hybridFor(examples, options);
  const { loss, balance } = remedyFor(remedy, train.map((row) => targets[row]!), classes.length);
  const drawn = balance === undefined ? {} : { balance };
  const { begin, onBatch, onEpoch, signal } = options;
  const result = await fit(tf, network, {
    epochs,
    rate,
    l2,
    loss,
    validationLoss: crossEntropy(),
    train: (epoch) =>
      hybridBatches(examples, train, { epoch, seed, size, ...drawn }, options.augment),
    validation: () => hybridBatches(examples, validation, { size: 256 }),
    measure: (outputs, truth) => ({
      balancedAccuracy:
        classReport(truth.data, namedBy(outputs.data, classes.length), classes, { resamples: 1 })
          .balancedAccuracy.value,
    }),
    monitor,
    earlyStopping: { patience },
    plateau: { patience: Math.max(1, Math.floor(patience / 2)), factor: 0.5 },
    ...(begin === undefined ? {} : { begin }),
    ...(onBatch === undefined ? {} : { onBatch }),
    ...(onEpoch === undefined ? {} : { onEpoch }),
    ...(signal === undefined ? {} : { signal }),
  });
  return { ...result, network: withWeights(network, result) };
}

/**
 * Study A's network before its training.
 *
 * @param examples What it shall read.
 * @param options Its sizes, and the seed of its weights.
 */
export function hybridFor(
  { image, metadata, classes }: HybridExamples,
  options: Pick<TrainHybridOptions, "filters" | "units" | "head" | "seed"> = {},
): Network {
  const shape: HybridShape = {
    metadata: metadata?.columns ?? 0,
    classes: classes.length,
    ...(image === undefined ? {} : { image: { side: image.side, channels: image.channels } }),
  };
  for (const name of ["filters", "units", "head"] as const) {
    if (options[name] !== undefined) shape[name] = options[name];
  }
  return hybridNetwork(shape, new Random(options.seed ?? 1));
}

/** What a network says about examples. */
export interface Named {
  /** Logits [n × classes]. */
  logits: Float32Array;
  /** Number of the likeliest class of each [n]. */
  named: number[];
}

/**
 * Names examples by a trained network.
 *
 * @param tf TensorFlow.js.
 * @param network From {@link trainHybrid}.
 * @param examples What it was trained on, or others of the same form.
 * @param rows Which of them.
 */
export async function nameExamples(
  tf: TensorFlow,
  network: Network,
  examples: HybridExamples,
  rows: readonly number[],
): Promise<Named> {
  const device = toDevice(tf, network.weights);
  try {
    const batches = hybridBatches(examples, rows, { size: 256 });
    const { outputs } = await predict(tf, network, device, batches);
    const named = [...namedBy(outputs.data, examples.classes.length)];
    return { logits: outputs.data as Float32Array, named };
  } finally {
    tf.dispose(device);
  }
}

function hybridBatches(
  { image, metadata, targets, nameOf }: HybridExamples,
  rows: readonly number[],
  options: BatchesOptions,
  changes: AugmentOptions = {},
): Batches {
  return batchesOf(rows.length, (position, random) => {
    const row = rows[position]!, inputs: Values[] = [];
    if (image !== undefined) {
      const pixels = image.of(row);
      inputs.push(random === undefined ? pixels : augment(pixels, changes, random));
    }
    if (metadata !== undefined) {
      const data = metadata.of(row);
      inputs.push({ shape: [data.length], data });
    }
    return { inputs, target: targets[row]! };
  }, {
    ...options,
    ...(nameOf === undefined ? {} : { nameOf: (position) => nameOf(rows[position]!) }),
  });
}

import { Random } from "../core/random.ts";
import type { TensorFlow } from "./backend.ts";
import { crossEntropy, type EpochNumbers, fit, LossError, type Numbers } from "./fit.ts";
import { batchesOf } from "./fit/batches.ts";
import type { Optimizer } from "./fit/optimizer.ts";
import { namedBy } from "./named_by.ts";
import { hybridNetwork } from "./nets/hybrid.ts";
import type { Batches } from "./network.ts";

/** Vectors of the last pool with their classes, computed once. */
export interface Features {
  /** Vectors [n × d]. */
  values: Float32Array;
  /** Class number of each [n]. */
  targets: readonly number[];
}

/** How {@link screenHeads} works. */
export interface ScreenHeadsOptions {
  /** Optimizers by name. */
  optimizers: Readonly<Record<string, Optimizer>>;
  /** Learning rates. */
  rates: readonly number[];
  /** Number of classes. */
  classes: number;
  /** Epochs of each; defaults to *10*, as study B. */
  epochs?: number;
  /** Vectors of a batch; defaults to *32*. */
  size?: number;
  /** Seed of first weights and order, the same for all; defaults to *1*. */
  seed?: number;
  /** Called after each head. */
  onDone?: (done: number, total: number) => void;
  /** Stops between batches; the heads that are done are given. */
  signal?: AbortSignal;
}

/** One head that was trained. */
export interface ScreenedHead {
  /** Name of the optimizer. */
  optimizer: string;
  /** Learning rate. */
  rate: number;
  /** Loss and accuracy of each epoch, until the loss was not finite any more. */
  history: readonly EpochNumbers[];
  /** Class number that each vector to judge was named, after each of these epochs [epochs × n]. */
  named: readonly (readonly number[])[];
  /** Weights of the epoch with the best validation loss. */
  weights: Numbers;
}

/**
 * Trains the last layer alone with each optimizer at each learning rate: study B's first screen.
 *
 * What lies below is frozen, so that its vectors are computed once and each head costs seconds. All
 * heads begin with the same weights and see the same batches. A rate so high that the loss
 * explodes ends that head and not the screen.
 *
 * @param tf TensorFlow.js.
 * @param train Vectors to learn.
 * @param validation Vectors to judge with; never those of compounds that are learned.
 * @param options Optimizers, rates, epochs.
 * @returns One head for each pair, optimizer by optimizer.
 * @throws {RangeError} if vectors and classes do not fit together, or a number is not finite: no rate
 * would help.
 *
 * @example
 * ```ts
 * import { screenHeads } from "./screen_heads.ts";
 * import { sgd } from "./fit.ts";
 * import { openBackend } from "./backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const features = { values: new Float32Array([-1, 1]), targets: [0, 1] };
 * const heads = await screenHeads(tf, features, features, {
 *   optimizers: { SGD: sgd() },
 *   rates: [0.1, 0.01],
 *   classes: 2,
 *   epochs: 2,
 * });
 * assertEquals(heads.map(({ optimizer, rate }) => [optimizer, rate]), [["SGD", 0.1], ["SGD", 0.01]]);
 * ```
 */
export async function screenHeads(
  tf: TensorFlow,
  train: Features,
  validation: Features,
  options: ScreenHeadsOptions,
): Promise<ScreenedHead[]> {
  const { optimizers, rates, classes, epochs = 10, size = 32, seed = 1, onDone, signal } = options;
  const length = lengthOf(train);
  if (lengthOf(validation) !== length) {
    throw new RangeError(`Cannot judge vectors of ${lengthOf(validation)} numbers, not ${length}`);
  }
  const shape = { metadata: length, classes, units: [], head: [] };
  const network = hybridNetwork(shape, new Random(seed));
  const pairs = Object.entries(optimizers).flatMap(([name, optimizer]) =>
    rates.map((rate) => ({ name, optimizer, rate }))
  );
  const heads: ScreenedHead[] = [];
  for (const { name, optimizer, rate } of pairs) {
    if (signal?.aborted) break;
    const named: number[][] = [];
    const found = await fit(tf, network, {
      epochs,
      rate,
      optimizer,
      loss: crossEntropy(),
      train: (epoch) => batchesFrom(train, length, { size, seed, epoch }),
      validation: () => batchesFrom(validation, length, { size: 256 }),
      measure: ({ data }) => {
        named.push([...namedBy(data, classes)]);
        return {};
      },
      ...(signal === undefined ? {} : { signal }),
    }).catch((error) => {
      if (error instanceof LossError) return error.result;
      throw error;
    });
    heads.push({ optimizer: name, rate, history: found.history, named, weights: found.weights });
    onDone?.(heads.length, pairs.length);
  }
  return heads;
}

function lengthOf({ values, targets }: Features): number {
  const length = values.length / targets.length;
  if (!(Number.isInteger(length) && length > 0)) {
    throw new RangeError(`Cannot share ${values.length} numbers among ${targets.length} vectors`);
  }
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return length;
  throw new RangeError(
    `Cannot learn vector ${Math.floor(bad / length) + 1}: it has ${values[bad]}`,
  );
}

function batchesFrom(
  { values, targets }: Features,
  length: number,
  options: { size: number; seed?: number; epoch?: number },
): Batches {
  const read = (row: number) => ({
    inputs: [{ shape: [length], data: values.subarray(row * length, (row + 1) * length) }],
    target: targets[row] as number,
  });
  return batchesOf(targets.length, read, options);
}

import type { TensorFlow } from "./backend.ts";
import { type ActivationCache, cachedBatches } from "./activation_cache.ts";
import { type EpochNumbers, fit, type FitOptions, type Numbers } from "./fit.ts";
import { predict } from "./fit/predict.ts";
import { withWeights } from "./model_file.ts";
import { type Network, toDevice } from "./network.ts";

/** Images of one side of a split, by their place in the cache. */
export interface CachedSide {
  /** Places in the cache [n]. */
  rows: readonly number[];
  /** Class number of each [n]. */
  targets: readonly number[];
}

/** How {@link fineTune} trains. */
export interface FineTuneOptions {
  /** Epochs, all of them; defaults to *20*, as study B. */
  epochs?: number;
  /** Learning rate of Adam; defaults to *0.0001*, as study B. */
  rate?: number;
  /** Strength of the L2 penalty of kernels; defaults to *0.0001*. */
  l2?: number;
  /** Images of a batch; defaults to *32*, as study B. */
  size?: number;
  /** Seed of order and flips; defaults to *1*. */
  seed?: number;
  /** Weights that stay as they are, by name; defaults to *none*. */
  frozen?: FitOptions["frozen"];
  /** Called after each batch. */
  onBatch?: FitOptions["onBatch"];
  /** Stops after the batch at hand. */
  signal?: AbortSignal;
}

/** What came of {@link fineTune}. */
export interface FineTuned {
  /** Loss and accuracy on both sides, one entry an epoch. */
  history: readonly EpochNumbers[];
  /** Weights after the last epoch: none is chosen by the side that judges. */
  weights: Numbers;
  /** Scores of the judged images before softmax [n × classes], by these weights. */
  scores: Float32Array;
}

/**
 * Trains the blocks above the frozen boundary on what was cached there.
 *
 * @param tf TensorFlow.js.
 * @param end Those blocks with a new last layer, the end of a cut.
 * @param cache What the frozen blocks give.
 * @param sides Images that are learned, and those that are only judged.
 * @param options Epochs, rate; study B's by default.
 * @throws {LossError} for a loss that is not finite.
 *
 * @example
 * ```ts
 * import { fineTune } from "./fine_tune.ts";
 * import { cacheActivations } from "./activation_cache.ts";
 * import { hcsBackbone } from "./backbone/hcs_small.ts";
 * import { hcsSmall } from "./nets/hcs_small.ts";
 * import { openBackend } from "./backend.ts";
 * import { Random } from "../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ log: () => {} });
 * const backbone = hcsBackbone(tf, hcsSmall({ channels: 1, classes: 2 }, new Random(1)));
 * const read = () => ({ shape: [64, 64, 1], data: new Float32Array(64 * 64).fill(1) });
 * const cut = backbone.cut("level4", 2, new Random(1));
 * const cache = await cacheActivations(tf, cut, { count: 2, read, images: "ones" });
 * const learned = { rows: [0], targets: [0] }, judged = { rows: [1], targets: [0] };
 * const { history } = await fineTune(tf, cut.end, cache, { learned, judged }, { epochs: 2 });
 * assertEquals(history.length, 2);
 * cut.dispose();
 * backbone.dispose();
 * ```
 */
export async function fineTune(
  tf: TensorFlow,
  end: Network,
  cache: ActivationCache,
  { learned, judged }: { learned: CachedSide; judged: CachedSide },
  options: FineTuneOptions = {},
): Promise<FineTuned> {
  const { epochs = 20, rate = 1e-4, l2 = 1e-4, size = 32, seed = 1, ...rest } = options;
  const judge = () => cachedBatches(cache, judged.targets, { rows: judged.rows, size: 128 });
  const { history, state } = await fit(tf, end, {
    ...rest,
    epochs,
    rate,
    l2,
    train: (epoch) =>
      cachedBatches(cache, learned.targets, { rows: learned.rows, size, seed, epoch }),
    validation: judge,
  });
  const device = toDevice(tf, withWeights(end, state).weights);
  try {
    const { outputs } = await predict(tf, end, device, judge());
    return { history, weights: state.weights, scores: outputs.data as Float32Array };
  } finally {
    tf.dispose(device);
  }
}

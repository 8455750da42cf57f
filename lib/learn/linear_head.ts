import type { Tensor2D } from "@tensorflow/tfjs";
import { Random } from "../core/random.ts";
import type { TensorFlow } from "./backend.ts";
import { fit } from "./fit.ts";
import { batchesOf } from "./fit/batches.ts";
import { dense, layer } from "./nets/layers.ts";
import type { Features } from "./screen_heads.ts";

/** How {@link trainHead} learns. */
export interface TrainHeadOptions {
  /** Number of classes. */
  classes: number;
  /** Epochs, all of them: nothing is chosen by what is judged; defaults to *20*. */
  epochs?: number;
  /** Learning rate of Adam; defaults to *0.01*. */
  rate?: number;
  /** Strength of the L2 penalty; defaults to *0.001*. */
  l2?: number;
  /** Vectors of a batch; defaults to *128*. */
  size?: number;
  /** Seed of first weights and order; defaults to *1*. */
  seed?: number;
}

/** A last layer that was trained on vectors; it takes them as they are. */
export interface LinearHead {
  /** Weights [d × classes]. */
  kernel: Float64Array;
  /** What each score begins with [classes]. */
  bias: Float64Array;
  /**
   * Scores of vectors before softmax.
   *
   * @param values Vectors [n × d].
   * @returns Scores [n × classes].
   */
  scores(values: Float32Array): Float32Array;
}

/**
 * Trains a last layer on standardised vectors: the quick judge of a representation.
 *
 * Each number is brought to mean 0 and standard deviation 1 (ddof = 0) by the training vectors alone; one
 * that does not vary there becomes 0.
 *
 * @param tf TensorFlow.js.
 * @param train Vectors to learn, with their classes.
 * @param options Classes, epochs.
 * @throws {RangeError} if vectors and classes do not fit together.
 *
 * @example
 * ```ts
 * import { trainHead } from "./linear_head.ts";
 * import { openBackend } from "./backend.ts";
 * import { assert } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const train = { values: new Float32Array([5, 6, 8, 9]), targets: [0, 0, 1, 1] };
 * const head = await trainHead(tf, train, { classes: 2, rate: 0.1 });
 * const [low, high] = head.scores(new Float32Array([9]));
 * assert(high! > low!);
 * ```
 */
export async function trainHead(
  tf: TensorFlow,
  { values, targets }: Features,
  options: TrainHeadOptions,
): Promise<LinearHead> {
  const { classes, epochs = 20, rate = 0.01, l2 = 0.001, size = 128, seed = 1 } = options;
  const length = values.length / targets.length;
  if (!Number.isInteger(length) || length === 0) {
    throw new RangeError(
      `Cannot share ${values.length} numbers among ${targets.length} vectors`,
    );
  }
  const { mean, scale } = momentsOf(values, length);
  const scaled = values.map((x, i) => (x - mean[i % length]!) * scale[i % length]!);
  const { weights } = await fit(tf, {
    kind: "linear head",
    inputs: [[length]],
    weights: Object.fromEntries(layer("classes", [length, classes], new Random(seed))),
    apply: (tf, weights, [x]) => dense(tf, weights, "classes", x as Tensor2D),
  }, {
    epochs,
    rate,
    l2,
    train: (epoch) =>
      batchesOf(targets.length, (row) => ({
        inputs: [{ shape: [length], data: scaled.subarray(row * length, (row + 1) * length) }],
        target: targets[row] as number,
      }), { size, seed, epoch }),
  });
  // The standardisation goes into the weights, in double precision.
  const kernel = Float64Array.from(
    weights["classes/kernel"]!,
    (w, i) => w * scale[Math.floor(i / classes)]!,
  );
  const bias = Float64Array.from(weights["classes/bias"]!);
  kernel.forEach((w, i) => bias[i % classes]! -= w * mean[Math.floor(i / classes)]!);
  return { kernel, bias, scores: (values) => scoresOf(values, length, kernel, bias) };
}

function scoresOf(
  values: Float32Array,
  length: number,
  kernel: Float64Array,
  bias: Float64Array,
): Float32Array {
  const classes = bias.length, scores = new Float32Array(classes * values.length / length);
  for (let row = 0; row * length < values.length; row++) {
    const out = Float64Array.from(bias);
    for (let j = 0; j < length; j++) {
      const x = values[row * length + j]!;
      for (let c = 0; c < classes; c++) out[c]! += x * kernel[j * classes + c]!;
    }
    scores.set(out, row * classes);
  }
  return scores;
}

/** Mean of each number, and 1 divided by its deviation, 0 for one that does not vary. */
function momentsOf(values: Float32Array, length: number) {
  const n = values.length / length;
  const mean = new Float64Array(length), square = new Float64Array(length);
  values.forEach((x, i) => mean[i % length]! += x / n);
  values.forEach((x, i) => square[i % length]! += (x - mean[i % length]!) ** 2 / n);
  const scale = square.map((variance, j) => {
    const deviation = Math.sqrt(variance);
    return deviation > 1e-7 * Math.abs(mean[j]!) ? 1 / deviation : 0;
  });
  return { mean, scale };
}

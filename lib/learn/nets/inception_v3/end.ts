import type { Tensor, Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import type { TensorFlow } from "../../backend.ts";
import type { Network, Weights } from "../../network.ts";
import { blocks } from "./blocks.ts";
import { carry } from "./step.ts";
import { tensorCarrier } from "./tensor_carrier.ts";
import { trainedConvolution, type TrainedWeights } from "./trained_convolution.ts";

/** How {@link inceptionEnd} is built. */
export interface InceptionEndOptions {
  /** Shape of what it takes, one example: maps for a block, a last pool for `fc`. */
  input: readonly number[];
  /** Its parts in order: blocks, then `fc`; without `fc` it gives the maps of its last block. */
  parts: readonly string[];
  /** Which of them are trained; `weights` are theirs. */
  trained: ReadonlySet<string>;
  /** Runs a part that is not trained. */
  still: (part: string, x: Tensor) => Tensor;
  /** Weights to begin with, by the names of the state dict, in TensorFlow's order of axes. */
  weights: Weights;
  /** Share of the last pool that training sets to 0. */
  dropout: number;
  /** Seed of what is set to 0. */
  seed: number;
}

/**
 * The last parts of Inception V3 as a network whose weights are values, as the training loop takes them.
 *
 * In training the trained blocks normalise by the batch and move their running statistics, those that
 * are frozen apart, and the last pool is thinned out, as in PyTorch's training mode; all else is as it
 * is when it embeds.
 *
 * @param options Which parts, with which weights.
 * @returns A network for maps [n × height × width × channels] or last pools [n × 2048].
 *
 * @example
 * ```ts
 * import { inceptionEnd } from "./end.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const end = inceptionEnd({
 *   input: [2048],
 *   parts: ["fc"],
 *   trained: new Set(["fc"]),
 *   still: (_, x) => x,
 *   weights: {
 *     "fc.weight": { shape: [2048, 3], data: new Float32Array(2048 * 3) },
 *     "fc.bias": { shape: [3], data: new Float32Array(3) },
 *   },
 *   dropout: 0.5,
 *   seed: 1,
 * });
 * assertEquals([end.kind, end.statistics], ["inception_v3 from fc", []]);
 * ```
 */
export function inceptionEnd(options: InceptionEndOptions): Network {
  const { input, parts, trained, still, weights, dropout, seed } = options;
  const run = (
    tf: TensorFlow,
    given: TrainedWeights,
    x: Tensor,
    thin: (pool: Tensor) => Tensor = (pool) => pool,
  ) => {
    const steps = tensorCarrier(tf, trainedConvolution(tf, given));
    return parts.reduce((value, part) => {
      const pooled = part === "fc" ? thin(poolOf(tf, value)) : value;
      if (!trained.has(part)) return still(part, pooled);
      if (part !== "fc") return carry(blockNamed(part), value as Tensor4D, steps);
      const kernel = given.weights["fc.weight"] as Tensor2D;
      return tf.add(tf.matMul(pooled as Tensor2D, kernel), given.weights["fc.bias"] as Tensor);
    }, x);
  };
  return {
    kind: `inception_v3 from ${parts[0]}`,
    inputs: [input],
    weights,
    statistics: Object.keys(weights).filter((name) => /\.running_(mean|var)$/.test(name)),
    apply: (tf, weights, [x]) => run(tf, { weights }, x as Tensor),
    train: (tf, weights, [x], { number, moves }) => {
      const statistics: Record<string, Tensor> = {};
      const thin = (pool: Tensor) =>
        dropout === 0 ? pool : tf.dropout(pool, dropout, undefined, `${seed} ${number}`);
      const outputs = run(tf, { weights, statistics, moves }, x as Tensor, thin);
      return { outputs, statistics };
    },
  };
}

/** Mean over the pixels of maps; a last pool stays. */
function poolOf(tf: TensorFlow, x: Tensor): Tensor {
  return x.rank === 4 ? tf.mean(x, [1, 2]) : x;
}

function blockNamed(name: string) {
  const found = blocks.find((block) => block.name === name);
  if (found === undefined) throw new RangeError(`There is no block ${name}`);
  return found;
}

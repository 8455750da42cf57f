import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import type { TensorFlow } from "../../backend.ts";
import type { Network, Weights } from "../../network.ts";
import { blocks } from "./blocks.ts";
import { EPSILON, moved, paddingOf } from "./layer.ts";
import { carry, type Convolution, convolutionsOf } from "./step.ts";

/** How {@link inceptionEnd} is built. */
export interface InceptionEndOptions {
  /** Shape of what it takes, one example: maps for a block, a last pool for `fc`. */
  input: readonly number[];
  /** Its parts in order: blocks, then `fc`. */
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

/** Weights and what training does to their statistics. */
interface Mode {
  weights: Readonly<Record<string, Tensor>>;
  /** Takes the new statistics. */
  statistics?: Record<string, Tensor>;
  /** Whether a layer normalises by the batch; defaults to *never*. */
  moves?: (statistic: string) => boolean;
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
 */
export function inceptionEnd(options: InceptionEndOptions): Network {
  const { input, parts, trained, still, weights, dropout, seed } = options;
  const run = (tf: TensorFlow, mode: Mode, x: Tensor, keep: (pool: Tensor) => Tensor) =>
    parts.reduce((value, part) => {
      const pooled = part === "fc" ? keep(poolOf(tf, value)) : value;
      if (!trained.has(part)) return still(part, pooled);
      if (part === "fc") {
        const kernel = mode.weights["fc.weight"] as Tensor2D;
        return tf.add(tf.matMul(pooled as Tensor2D, kernel), mode.weights["fc.bias"] as Tensor);
      }
      return block(tf, part, value as Tensor4D, mode);
    }, x);
  return {
    kind: `inception_v3 from ${parts[0]}`,
    inputs: [input],
    weights,
    statistics: Object.keys(weights).filter((name) => /\.running_(mean|var)$/.test(name)),
    apply: (tf, weights, [x]) => run(tf, { weights }, x as Tensor, (pool) => pool),
    train: (tf, weights, [x], { number, moves }) => {
      const statistics: Record<string, Tensor> = {};
      const thinned = (pool: Tensor) =>
        dropout === 0 ? pool : tf.dropout(pool, dropout, undefined, `${seed} ${number}`);
      const outputs = run(tf, { weights, statistics, moves }, x as Tensor, thinned);
      return { outputs, statistics };
    },
  };
}

/** Mean over the pixels of maps; a last pool stays. */
function poolOf(tf: TensorFlow, x: Tensor): Tensor {
  return x.rank === 4 ? tf.mean(x, [1, 2]) : x;
}

function block(tf: TensorFlow, name: string, x: Tensor4D, mode: Mode): Tensor4D {
  const found = blocks.find((one) => one.name === name);
  if (found === undefined) throw new RangeError(`There is no block ${name}`);
  return carry(found, x, {
    convolve: (y, layer) => convolve(tf, layer, y, mode),
    max: (y) => tf.maxPool(y, 3, 2, "valid"),
    mean: (y) => tf.avgPool(tf.pad(y, [[0, 0], [1, 1], [1, 1], [0, 0]]), 3, 1, "valid"),
    concat: (parts) => tf.concat(parts, 3),
  });
}

function convolve(
  tf: TensorFlow,
  layer: Convolution,
  x: Tensor4D,
  { weights, statistics, moves }: Mode,
): Tensor4D {
  const of = (part: string) => weights[`${layer.name}.${part}`] as Tensor1D;
  const kernel = of("conv.weight") as Tensor as Tensor4D;
  const y = product(tf, layer, x, kernel) ?? tf.conv2d(x, kernel, layer.stride, paddingOf(layer));
  const scale = of("bn.weight"), offset = of("bn.bias");
  let mean = of("bn.running_mean"), variance = of("bn.running_var");
  if (statistics !== undefined && moves?.(`${layer.name}.bn.running_mean`)) {
    const batch = tf.moments(y, [0, 1, 2]);
    const count = y.size / (y.shape[3] as number);
    const running = moved(tf, { mean, variance }, batch, count);
    statistics[`${layer.name}.bn.running_mean`] = running.mean;
    statistics[`${layer.name}.bn.running_var`] = running.variance;
    mean = batch.mean as Tensor1D;
    variance = batch.variance as Tensor1D;
  }
  return tf.relu(tf.batchNorm4d(y, mean, variance, offset, scale, EPSILON));
}

/** Most pixels of maps whose neighbourhoods are laid side by side: those of the Mixed_6 and 7 blocks. */
const FEW = 400;

/**
 * A convolution that keeps the size as one product of matrices, each pixel's neighbourhood a row:
 * TensorFlow multiplies matrices about twice as fast as it finds the gradient of a convolution.
 *
 * @returns undefined where the convolution shrinks the maps, or rows would take too much memory.
 */
function product(
  tf: TensorFlow,
  { kernel: [rows, columns], stride, padding: [down, across] }: Convolution,
  x: Tensor4D,
  kernel: Tensor4D,
): Tensor4D | undefined {
  const [n, height, width, inputs] = x.shape, outputs = kernel.shape[3];
  const area = rows * columns, keeps = 2 * down === rows - 1 && 2 * across === columns - 1;
  if (stride !== 1 || !keeps || (area > 1 && height * width > FEW)) return undefined;
  let wide = x;
  if (area > 1) {
    const padded = tf.pad(x, [[0, 0], [down, down], [across, across], [0, 0]]);
    const shifted = Array.from({ length: area }, (_, i) => {
      const at = [0, Math.floor(i / columns), i % columns, 0] as [number, number, number, number];
      return tf.slice(padded, at, [n, height, width, inputs]);
    });
    wide = tf.concat(shifted, 3);
  }
  const flat = tf.reshape(wide, [n * height * width, area * inputs]) as Tensor2D;
  const matrix = tf.reshape(kernel, [area * inputs, outputs]) as Tensor2D;
  return tf.reshape(tf.matMul(flat, matrix), [n, height, width, outputs]) as Tensor4D;
}

/** Names of the tensors that a trained part has, in the order of the state dict. */
export function namesOf(part: string): string[] {
  if (part === "fc") return ["fc.weight", "fc.bias"];
  const found = blocks.find(({ name }) => name === part);
  return convolutionsOf(found ?? { name: part, outputs: 0, branches: [] }).flatMap(({ name }) => [
    `${name}.conv.weight`,
    ...["weight", "bias", "running_mean", "running_var"].map((one) => `${name}.bn.${one}`),
  ]);
}

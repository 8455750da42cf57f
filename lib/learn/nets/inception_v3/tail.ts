import type { Rank, Tensor, Tensor1D, Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import type { Random } from "../../../core/random.ts";
import type { TensorFlow } from "../../backend.ts";
import type { Network, Training, Weight, Weights } from "../../network.ts";
import type { InceptionV3 } from "../inception_v3.ts";
import { blocks } from "./blocks.ts";
import { initialHead } from "./initial.ts";
import { EPSILON, MOMENTUM } from "./layer.ts";
import { normalization } from "./names.ts";
import { carry, type Convolution, convolutionsOf } from "./step.ts";

/** Which part of the network is trained. */
export interface InceptionTailOptions {
  /** First block that is trained; the one before it is the frozen boundary. */
  from: string;
  /** Classes of the new last layer. */
  classes: number;
  /** Side of the images, px, that the frozen blocks read. */
  size: number;
  /** Where the weights of the new last layer come from. */
  random: Random;
}

/**
 * Inception V3 from a block on, with a new last layer: a network that is trained on what the frozen
 * blocks below give, and never runs them again.
 *
 * While training it normalises by the batch and moves the running statistics, as PyTorch does; else it
 * normalises by those.
 *
 * @param tf TensorFlow.js.
 * @param net The network whose weights the blocks begin with; it is not changed.
 * @param options First block, classes.
 * @returns Weights by torchvision's names, in TensorFlow's order of axes.
 * @throws {RangeError} for a block that does not exist.
 *
 * @example
 * ```ts
 * import { inceptionTail } from "./tail.ts";
 * import { InceptionV3, initialInception } from "../inception_v3.ts";
 * import { openBackend } from "../../backend.ts";
 * import { Random } from "../../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ log: () => {} });
 * const tensors = initialInception({ classes: 2, auxiliary: false }, new Random(1));
 * const net = new InceptionV3(tf, tensors);
 * const options = { from: "Mixed_7c", classes: 12, size: 75, random: new Random(1) };
 * const { inputs } = await inceptionTail(tf, net, options);
 * assertEquals(inputs, [[1, 1, 2048]]);
 * net.dispose();
 * ```
 */
export async function inceptionTail(
  tf: TensorFlow,
  net: InceptionV3,
  { from, classes, size, random }: InceptionTailOptions,
): Promise<Network> {
  const first = blocks.findIndex(({ name }) => name === from), trained = blocks.slice(first);
  if (first < 1) throw new RangeError(`Inception V3 cannot be trained from ${from} on`);
  const weights: Record<string, Weight> = {};
  for (const { name } of trained.flatMap(convolutionsOf)) {
    const parts = normalization.map((part) => `bn.${part}`);
    for (const full of ["conv.weight", ...parts].map((part) => `${name}.${part}`)) {
      const tensor: Tensor = net.named(full);
      weights[full] = { shape: [...tensor.shape], data: Float32Array.from(await tensor.data()) };
    }
  }
  const shape = tf.tidy(() => {
    const image = net.prepare(tf.zeros<Rank.R4>([1, size, size, 3]));
    return net.through(image, { to: (blocks[first - 1] as typeof blocks[0]).name }).shape;
  });
  return {
    kind: `inception_v3 from ${from}`,
    inputs: [shape.slice(1)],
    weights: { ...weights, ...lastLayer(classes, random) },
    moving: Object.keys(weights).filter((name) => /\.running_(mean|var)$/.test(name)),
    apply: (tf, weights, [x], training) => {
      const last = trained.reduce((value, block) =>
        carry(block, value, {
          convolve: (y, layer) => convolve(tf, weights, y, layer, training),
          max: (y) => tf.maxPool(y, 3, 2, "valid"),
          // TensorFlow leaves padding out of a mean, PyTorch counts its zeros.
          mean: (y) => tf.avgPool(tf.pad(y, [[0, 0], [1, 1], [1, 1], [0, 0]]), 3, 1, "valid"),
          concat: (parts) => tf.concat(parts, 3),
        }), x as Tensor4D);
      const pooled = tf.mean<Tensor2D>(last, [1, 2]);
      return tf.add(tf.matMul(pooled, weights["fc.weight"] as Tensor2D), weights["fc.bias"]!);
    },
  };
}

/** PyTorch's first weights, turned to [inputs × classes]. */
function lastLayer(classes: number, random: Random): Weights {
  const { weight, bias } = initialHead(classes, 2048, random.fork("fc"));
  const data = Float32Array.from(
    weight,
    (_, i) => weight[(i % classes) * 2048 + Math.floor(i / classes)] as number,
  );
  return {
    "fc.weight": { shape: [2048, classes], data },
    "fc.bias": { shape: [classes], data: bias },
  };
}

function convolve(
  tf: TensorFlow,
  weights: Readonly<Record<string, Tensor>>,
  x: Tensor4D,
  { name, stride, padding: [rows, columns] }: Convolution,
  training: Training | undefined,
): Tensor4D {
  const of = (part: string) => weights[`${name}.${part}`] as Tensor1D;
  // Blocks from Mixed_7a on have convolutions that keep the size, or are not padded.
  const pad = rows + columns === 0 ? "valid" : "same";
  const y = tf.conv2d(x, of("conv.weight") as Tensor as Tensor4D, stride, pad);
  let [mean, variance] = [of("bn.running_mean"), of("bn.running_var")];
  if (training !== undefined) {
    const batch = tf.moments(y, [0, 1, 2]), count = y.size / (y.shape[3] as number);
    const move = (part: string, old: Tensor, value: Tensor) =>
      training.move(
        `${name}.bn.${part}`,
        tf.add(tf.mul(old, 1 - MOMENTUM), tf.mul(value, MOMENTUM)),
      );
    move("running_mean", mean, batch.mean);
    move("running_var", variance, tf.mul(batch.variance, count / (count - 1)));
    [mean, variance] = [batch.mean as Tensor1D, batch.variance as Tensor1D];
  }
  const normal = tf.batchNorm4d(y, mean, variance, of("bn.bias"), of("bn.weight"), EPSILON);
  return tf.relu(normal);
}

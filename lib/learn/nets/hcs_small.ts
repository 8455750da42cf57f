import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import type { Random } from "../../core/random.ts";
import type { TensorFlow } from "../backend.ts";
import type { Network } from "../network.ts";
import { dense, layer, type LayerWeights } from "./layers.ts";

/** Side of the images that it takes, px. */
export const HCS_SIDE = 64;

/** Length of the vector of the last pool. */
export const HCS_LENGTH = 192;

/** How the network is built. */
export interface HcsShape {
  /** Channels of the images. */
  channels: number;
  /** Number of classes. */
  classes: number;
}

/** One convolution: side of the kernel, filters in and out, step. */
interface Convolution {
  name: string;
  side: number;
  inputs: number;
  outputs: number;
  stride: number;
  /** The input is added to what it gives. */
  residual: boolean;
}

function convolutions(channels: number): Convolution[] {
  const widths = [32, 64, 128, HCS_LENGTH], list: Convolution[] = [];
  widths.forEach((outputs, level) => {
    const inputs = level === 0 ? channels : widths[level - 1] as number;
    const side = level === 0 ? 5 : 3, name = `level${level + 1}`;
    list.push({ name: `${name}/down`, side, inputs, outputs, stride: 2, residual: false });
    if (level === 0) return;
    const same = { side: 3, inputs: outputs, outputs, stride: 1, residual: true };
    list.push({ name: `${name}/same`, ...same });
  });
  return list;
}

/**
 * `hcs_small`: a compact network for images of single cells, 64 × 64 px.
 *
 * Four levels, each half the size of the one before; a residual convolution (He 2016) in all but
 * the first; the mean over the last maps is the vector of 192 numbers; a dense layer names the
 * class. Kernels are standardised, with a gain for each filter (Qiao 2019; Brock 2021), in place of
 * a normalisation of the batch, so that one image gives the same vector alone and in a batch.
 *
 * @param shape Channels, classes.
 * @param random Where the first weights come from.
 *
 * @example
 * ```ts
 * import { hcsSmall } from "./hcs_small.ts";
 * import { Random } from "../../core/random.ts";
 * import { assert } from "@std/assert";
 *
 * const { weights } = hcsSmall({ channels: 3, classes: 39 }, new Random(1));
 * const numbers = Object.values(weights).reduce((sum, { data }) => sum + data.length, 0);
 * assert(2 * numbers < 4e6);
 * ```
 */
export function hcsSmall({ channels, classes }: HcsShape, random: Random): Network {
  const layers: LayerWeights = [];
  for (const { name, side, inputs, outputs, residual } of convolutions(channels)) {
    const [kernel, bias] = layer(name, [side, side, inputs, outputs], random);
    // A residual branch begins small, so that depth does no harm.
    const gain = new Float32Array(outputs).fill(residual ? 0.2 : 1);
    layers.push(kernel!, [`${name}/gain`, { shape: [outputs], data: gain }], bias!);
  }
  layers.push(...layer("classes", [HCS_LENGTH, classes], random));
  return {
    kind: "hcs_small",
    inputs: [[HCS_SIDE, HCS_SIDE, channels]],
    weights: Object.fromEntries(layers),
    apply: (tf, weights, [images]) =>
      dense(tf, weights, "classes", hcsVectors(tf, weights, images as Tensor4D)),
  };
}

/**
 * Vectors of the last pool.
 *
 * @param tf TensorFlow.js.
 * @param weights Weights of {@link hcsSmall} on the device, by name.
 * @param images Images [n × 64 × 64 × channels].
 * @returns Vectors [n × 192]; to be called within `tf.tidy`, or the rest stays on the device.
 *
 * @example
 * ```ts
 * import { hcsSmall, hcsVectors } from "./hcs_small.ts";
 * import { openBackend } from "../backend.ts";
 * import { toDevice } from "../network.ts";
 * import { Random } from "../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const { weights } = hcsSmall({ channels: 1, classes: 2 }, new Random(1));
 * const vectors = tf.tidy(() => hcsVectors(tf, toDevice(tf, weights), tf.ones([1, 64, 64, 1])));
 * assertEquals(vectors.shape, [1, 192]);
 * ```
 */
export function hcsVectors(
  tf: TensorFlow,
  weights: Readonly<Record<string, Tensor>>,
  images: Tensor4D,
): Tensor2D {
  return tf.mean(hcsThrough(tf, weights, images, { channels: images.shape[3] }), [1, 2]);
}

/** Names of the levels of the network, from the image to the last pool. */
export const hcsLevels: readonly string[] = ["level1", "level2", "level3", "level4"];

/** Which levels are run. */
export interface HcsThroughOptions {
  /** Channels of the images. */
  channels: number;
  /** First level; defaults to *level1*. */
  from?: string;
  /** Last level; defaults to *level4*. */
  to?: string;
}

/**
 * Runs levels, each on what the one before gives; to be called within `tf.tidy`.
 *
 * @param tf TensorFlow.js.
 * @param weights Weights of these levels on the device, by name.
 * @param x What the first of them takes [n × height × width × channels].
 * @param options Which levels.
 * @returns What the last of them gives [n × height × width × channels].
 *
 * @example
 * ```ts
 * import { hcsSmall, hcsThrough } from "./hcs_small.ts";
 * import { openBackend } from "../backend.ts";
 * import { toDevice } from "../network.ts";
 * import { Random } from "../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const { weights } = hcsSmall({ channels: 1, classes: 2 }, new Random(1));
 * const maps = tf.tidy(() =>
 *   hcsThrough(tf, toDevice(tf, weights), tf.ones([1, 64, 64, 1]), { channels: 1, to: "level2" })
 * );
 * assertEquals(maps.shape, [1, 16, 16, 64]);
 * ```
 */
export function hcsThrough(
  tf: TensorFlow,
  weights: Readonly<Record<string, Tensor>>,
  x: Tensor4D,
  { channels, from = "level1", to = "level4" }: HcsThroughOptions,
): Tensor4D {
  const levels = hcsLevels.slice(hcsLevels.indexOf(from), hcsLevels.indexOf(to) + 1);
  const wanted = convolutions(channels).filter(({ name }) =>
    levels.includes(name.slice(0, name.indexOf("/")))
  );
  return wanted.reduce((value, { name, stride, residual }) => {
    const kernel = standardised(
      tf,
      weights[`${name}/kernel`] as Tensor4D,
      weights[`${name}/gain`] as Tensor1D,
    );
    const bias = weights[`${name}/bias`] as Tensor1D;
    const found = tf.relu(tf.add(tf.conv2d(value, kernel, stride, "same"), bias)) as Tensor4D;
    return residual ? tf.add(value, found) : found;
  }, x);
}

/** A filter with mean 0 and length √2, whatever its weights, times its gain. */
function standardised(tf: TensorFlow, kernel: Tensor4D, gain: Tensor1D): Tensor4D {
  const [height, width, inputs] = kernel.shape;
  const { mean, variance } = tf.moments(kernel, [0, 1, 2], true);
  const scale = tf.sqrt(tf.mul(tf.add(variance, 1e-8), height * width * inputs / 2));
  return tf.mul(tf.div(tf.sub(kernel, mean), scale), gain);
}

import type { Tensor, Tensor1D, Tensor4D } from "@tensorflow/tfjs";
import type { Random } from "../../core/random.ts";
import type { TensorFlow } from "../backend.ts";

/** How large the network is. */
export interface NucleusShape {
  /** Filters at full resolution; they double with each level. */
  base: number;
  /** Resolutions, each half the one before. */
  levels: number;
}

/** One convolution of the network. */
interface Convolution {
  /** Side of the kernel. */
  side: number;
  /** Filters in and out. */
  inputs: number;
  outputs: number;
}

/** Maps that the network gives: vertical flow, horizontal flow, logit of being inside. */
const MAPS = 3;

/** Pixels of the image for one of the maps, each way: the first convolution takes every second. */
export const ZOOM = 2;

/** Side of the first kernel: even, so that its centre is the centre of the two pixels. */
const FIRST = 4;

/**
 * All convolutions in the order in which their weights are stored: on the way down two a level, on
 * the way up three a level, and the last one.
 */
function convolutions({ base, levels }: NucleusShape): Convolution[] {
  const width = (level: number) => base * 2 ** level;
  const list: Convolution[] = [];
  for (let level = 0; level < levels; level++) {
    const inputs = level === 0 ? 1 : width(level - 1), outputs = width(level);
    const side = level === 0 ? FIRST : 3;
    list.push({ side, inputs, outputs }, { side: 3, inputs: outputs, outputs });
  }
  for (let level = levels - 2; level >= 0; level--) {
    const same = { side: 3, inputs: width(level), outputs: width(level) };
    list.push({ side: 3, inputs: width(level + 1), outputs: width(level) }, same, same);
  }
  return [...list, { side: 1, inputs: base, outputs: MAPS }];
}

/**
 * How many numbers the network has.
 *
 * @example
 * ```ts
 * import { countWeights } from "./nucleus_unet.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(countWeights({ base: 1, levels: 1 }), (16 + 1) + (9 + 1) + (3 + 3));
 * ```
 */
export function countWeights(shape: NucleusShape): number {
  return convolutions(shape).reduce((sum, one) => sum + sizeOf(one), 0);
}

function sizeOf({ side, inputs, outputs }: Convolution): number {
  return side * side * inputs * outputs + outputs;
}

/**
 * Random weights to begin with: normal with variance 2 / inputs (He 2015), biases 0; the last
 * convolution begins near 0.
 *
 * @param shape Size of the network.
 * @param random Where the numbers come from.
 * @returns All weights in one row, layer after layer: kernel [side × side × inputs × outputs], bias.
 *
 * @example
 * ```ts
 * import { countWeights, initialWeights } from "./nucleus_unet.ts";
 * import { Random } from "../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const shape = { base: 2, levels: 2 };
 * assertEquals(initialWeights(shape, new Random(1)).length, countWeights(shape));
 * ```
 */
export function initialWeights(shape: NucleusShape, random: Random): Float32Array {
  const weights = new Float32Array(countWeights(shape));
  const list = convolutions(shape);
  let at = 0;
  list.forEach((one, index) => {
    const { side, inputs, outputs } = one;
    const gain = index === list.length - 1 ? 0.02 : 2;
    const deviation = Math.sqrt(gain / (side * side * inputs));
    for (let i = 0; i < sizeOf(one) - outputs; i++) weights[at + i] = random.normal(0, deviation);
    at += sizeOf(one);
  });
  return weights;
}

/**
 * Cuts the row of weights into kernels and biases; to be called within `tf.tidy`, or to be disposed.
 *
 * @param tf TensorFlow.js.
 * @param weights All weights in one row.
 * @param shape Size of the network.
 * @returns Kernel and bias of each convolution in turn.
 * @throws {RangeError} if the row has another length.
 */
export function splitWeights(tf: TensorFlow, weights: Tensor1D, shape: NucleusShape): Tensor[] {
  if (weights.size !== countWeights(shape)) {
    throw new RangeError(`Expected ${countWeights(shape)} weights, found ${weights.size}`);
  }
  let at = 0;
  return convolutions(shape).flatMap(({ side, inputs, outputs }) => {
    const size = side * side * inputs * outputs;
    const kernel = tf.reshape(tf.slice(weights, at, size), [side, side, inputs, outputs]);
    const bias = tf.slice(weights, at + size, outputs);
    at += size + outputs;
    return [kernel, bias];
  });
}

/**
 * The network: a small U-Net (Ronneberger 2015) whose branches are added, not stacked. Nothing
 * normalises inside, so that one image gives the same answer alone and in a batch.
 *
 * @param tf TensorFlow.js.
 * @param layers Kernels and biases, from {@link splitWeights}.
 * @param shape Size of the network.
 * @param images Normalised images [images × 2 height × 2 width × 1], height and width multiples of
 * 2 ^ (levels − 1).
 * @returns Maps on a grid of half the image's resolution [images × height × width × 3]: vertical and
 * horizontal flow, five times a unit vector within nuclei, and the logit of being inside one.
 *
 * @example
 * ```ts
 * import { applyNetwork, initialWeights, splitWeights } from "./nucleus_unet.ts";
 * import { openBackend } from "../backend.ts";
 * import { Random } from "../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const shape = { base: 2, levels: 2 };
 * const layers = splitWeights(tf, tf.tensor1d(initialWeights(shape, new Random(1))), shape);
 * assertEquals(applyNetwork(tf, layers, shape, tf.zeros([1, 8, 12, 1])).shape, [1, 4, 6, 3]);
 * ```
 */
export function applyNetwork(
  tf: TensorFlow,
  layers: readonly Tensor[],
  { levels }: NucleusShape,
  images: Tensor4D,
): Tensor4D {
  let at = 0;
  const convolve = (x: Tensor4D, activation: "linear" | "relu" = "linear", strides = 1) => {
    const filter = layers[at++] as Tensor4D, bias = layers[at++] as Tensor1D;
    return tf.fused.conv2d({ x, filter, bias, strides, pad: "same", activation });
  };
  const active = (x: Tensor4D, stride = 1) => convolve(x, "relu", stride);
  const skips: Tensor4D[] = [];
  let x = images;
  for (let level = 0; level < levels; level++) {
    x = tf.tidy(() => {
      const input = level === 0 ? x : tf.maxPool(x, 2, 2, "same");
      return active(active(input, level === 0 ? ZOOM : 1));
    });
    skips.push(x);
  }
  for (let level = levels - 2; level >= 0; level--) {
    const skip = skips[level] as Tensor4D;
    const [, height, width] = skip.shape;
    x = tf.tidy(() => {
      const wide = tf.image.resizeNearestNeighbor(convolve(x), [height, width]);
      const joined: Tensor4D = tf.relu(tf.add(wide, skip));
      return tf.add(active(active(joined)), joined);
    });
  }
  return convolve(x);
}

import type { Tensor, Tensor2D, Tensor3D, Tensor4D } from "@tensorflow/tfjs";
import { type Plane, resize } from "../image/resize.ts";
import type { TensorFlow } from "./backend.ts";

/** A network that can be cut in two behind any of its blocks, as `tappedBackbone` makes one. */
export interface TappedNetwork {
  /** What a block gives for images [n × height × width × channels]. */
  tap(images: Tensor4D, block: string): Tensor4D;
  /** Scores of the classes before softmax [n × classes], from what a block gives. */
  scores(activation: Tensor4D, block: string): Tensor2D;
}

/**
 * Mean over the channels of what a block gives: where in an image it is busy.
 *
 * @param tf TensorFlow.js.
 * @param activation What a block gives [n × height × width × channels].
 * @returns One map an image, on the grid of the block.
 *
 * @example
 * ```ts
 * import { meanActivation } from "./attention.ts";
 * import { openBackend } from "./backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const [map] = await meanActivation(tf, tf.tensor4d([1, 3, 0, 10], [1, 1, 2, 2]));
 * assertEquals([...map!.data], [2, 5]);
 * ```
 */
export async function meanActivation(tf: TensorFlow, activation: Tensor4D): Promise<Plane[]> {
  return await planes(tf.mean<Tensor3D>(activation, 3));
}

/** Of which scores {@link gradCam} takes the gradient, and where. */
export interface GradCamOptions {
  /** Block whose activation is looked at. */
  block: string;
  /** Class of all images, or of each. */
  classes: number | readonly number[];
}

/**
 * Grad-CAM (Selvaraju 2017): where in an image a block saw what speaks for a class.
 *
 * Each channel of the block counts by the mean of the gradient of the class's score before softmax to
 * it; the sum of the channels is cut off below 0 (equations 1 and 2).
 *
 * @param tf TensorFlow.js.
 * @param net The network.
 * @param images What it reads [n × height × width × channels].
 * @param options Block and classes.
 * @returns One map an image, on the grid of the block.
 * @throws {RangeError} if there is no such class, or not one class an image.
 *
 * @example
 * ```ts
 * import { gradCam } from "./attention.ts";
 * import { openBackend } from "./backend.ts";
 * import { assertEquals } from "@std/assert";
 * import type { Tensor2D, Tensor4D } from "@tensorflow/tfjs";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * // The image itself is the activation; its two channels, summed, are the scores of two classes.
 * const net = {
 *   tap: (images: Tensor4D) => tf.clone(images),
 *   scores: (activation: Tensor4D) => tf.sum<Tensor2D>(activation, [1, 2]),
 * };
 * const image = tf.tensor4d([1, 5, 2, 6], [1, 1, 2, 2]);
 * const [map] = await gradCam(tf, net, image, { block: "image", classes: 1 });
 * assertEquals([...map!.data], [5, 6]);
 * ```
 */
export async function gradCam(
  tf: TensorFlow,
  net: TappedNetwork,
  images: Tensor4D,
  { block, classes }: GradCamOptions,
): Promise<Plane[]> {
  const n = images.shape[0];
  const chosen = typeof classes === "number" ? new Array<number>(n).fill(classes) : classes;
  if (chosen.length !== n) {
    throw new RangeError(`There are ${n} images, but classes of ${chosen.length}`);
  }
  const map = tf.tidy(() => {
    const activation = net.tap(images, block);
    const gradient = tf.grad((x: Tensor) => {
      const scores = net.scores(x as Tensor4D, block), count = scores.shape[1];
      const unknown = chosen.find((one) => !(Number.isInteger(one) && one >= 0 && one < count));
      if (unknown !== undefined) {
        throw new RangeError(`There is no class ${unknown}, only 0 to ${count - 1}`);
      }
      return tf.sum(tf.mul(scores, tf.oneHot(tf.tensor1d([...chosen], "int32"), count)));
    })(activation);
    const weights = tf.mean(gradient, [1, 2], true);
    return tf.relu<Tensor3D>(tf.sum(tf.mul(activation, weights), 3));
  });
  return await planes(map);
}

/**
 * A map over its image: brought to the image's size, its least value 0, its largest 1.
 *
 * @param map What {@link meanActivation} or {@link gradCam} gave; a flat one becomes 0 everywhere.
 * @param width Columns of the image.
 * @param height Rows of the image.
 *
 * @example
 * ```ts
 * import { overImage } from "./attention.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const map = { width: 2, height: 1, data: new Float32Array([2, 6]) };
 * assertEquals([...overImage(map, 4, 1).data], [0, 0.25, 0.75, 1]);
 * ```
 */
export function overImage(map: Plane, width: number, height: number): Plane {
  const { data } = resize(map, width, height);
  let low = Infinity, high = -Infinity;
  for (const value of data) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const range = high - low;
  return { width, height, data: data.map((value) => range > 0 ? (value - low) / range : 0) };
}

/** Takes maps [n × height × width] off the backend. */
async function planes(maps: Tensor3D): Promise<Plane[]> {
  const [n, height, width] = maps.shape, size = height * width;
  try {
    const values = await maps.data() as Float32Array;
    return Array.from(
      { length: n },
      (_, i) => ({ width, height, data: values.slice(i * size, (i + 1) * size) }),
    );
  } finally {
    maps.dispose();
  }
}

import type { Tensor4D } from "@tensorflow/tfjs";
import { InputError } from "../../../core/errors.ts";
import type { TensorFlow } from "../../backend.ts";
import { imageNet } from "../image_net.ts";

/** Smallest image that leaves a pixel for the last block. */
const LEAST = 75;

/**
 * What the first block is given: the images themselves, or brought from ImageNet's mean and deviation
 * to −1 … 1.
 *
 * @param tf TensorFlow.js.
 * @param images [n × height × width × 3].
 * @param transform Whether they are brought to −1 … 1.
 * @throws {InputError} for images of fewer than 75 pixels a side, or without three channels.
 *
 * @example
 * ```ts
 * import { prepareImages } from "./prepare.ts";
 * import { openBackend } from "../../backend.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const prepared = () => prepareImages(tf, tf.zeros([1, 80, 80, 1]), true);
 * assertThrows(prepared, Error, "80 × 80 pixels and 1 channels");
 * ```
 */
export function prepareImages(tf: TensorFlow, images: Tensor4D, transform: boolean): Tensor4D {
  const [, height, width, channels] = images.shape;
  if (channels !== 3 || Math.min(height, width) < LEAST) {
    throw new InputError("Cannot run Inception V3", {
      found: `images of ${width} × ${height} pixels and ${channels} channels`,
      allowed: `${LEAST} × ${LEAST} pixels or more, 3 channels`,
    });
  }
  if (!transform) return tf.clone(images);
  return tf.tidy(() => {
    const scale = imageNet.deviation.map((value) => value / 0.5);
    const shift = imageNet.mean.map((value) => (value - 0.5) / 0.5);
    return tf.add<Tensor4D>(tf.mul(images, scale), shift);
  });
}

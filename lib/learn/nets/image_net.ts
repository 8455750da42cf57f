import type { Tensor4D } from "@tensorflow/tfjs";
import type { TensorFlow } from "../backend.ts";

/**
 * Mean and standard deviation of the red, green and blue of ImageNet's images, in 0 … 1, by which
 * torchvision and DINOv2 normalise what their networks read.
 *
 * @example
 * ```ts
 * import { imageNet } from "./image_net.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(imageNet.mean.length, 3);
 * ```
 */
export const imageNet = {
  mean: [0.485, 0.456, 0.406],
  deviation: [0.229, 0.224, 0.225],
} as const;

/**
 * Brings images to ImageNet's mean and deviation, within `tf.tidy`.
 *
 * @param tf TensorFlow.js.
 * @param images Values from 0 to 1 [n × height × width × 3].
 *
 * @example
 * ```ts
 * import { imageNet, normalizeImages } from "./image_net.ts";
 * import { openBackend } from "../backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const pixel = tf.tensor4d([...imageNet.mean], [1, 1, 1, 3]);
 * assertEquals([...normalizeImages(tf, pixel).dataSync()], [0, 0, 0]);
 * ```
 */
export function normalizeImages(tf: TensorFlow, images: Tensor4D): Tensor4D {
  return tf.div(tf.sub(images, [...imageNet.mean]), [...imageNet.deviation]);
}

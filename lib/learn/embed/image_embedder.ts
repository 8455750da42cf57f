import type { Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import type { TensorFlow } from "../backend.ts";
import type { Embedder } from "../embed.ts";
import { normalizeImages } from "../nets/image_net.ts";

/** A network that reads images of three channels, normalised by ImageNet's mean and deviation. */
export interface ImageNetwork extends Omit<Embedder, "channels" | "embed"> {
  /** Vectors [n × length] of images [n × size × size × 3], within `tf.tidy`. */
  apply: (images: Tensor4D) => Tensor2D;
}

/**
 * A network that was trained on ImageNet's photographs, or like one that was, as an embedder.
 *
 * @param tf TensorFlow.js on the backend that the network is on.
 * @param network Name, sizes, what it computes.
 *
 * @example
 * ```ts
 * import { imageEmbedder } from "./image_embedder.ts";
 * import { openBackend } from "../backend.ts";
 * import { imageNet } from "../nets/image_net.ts";
 * import { assertEquals } from "@std/assert";
 * import type { Tensor2D } from "@tensorflow/tfjs";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const pixel = imageEmbedder(tf, {
 *   name: "pixel",
 *   size: 1,
 *   length: 3,
 *   apply: (images) => tf.reshape(images, [-1, 3]) as Tensor2D,
 *   dispose: () => {},
 * });
 * assertEquals([...await pixel.embed(Float32Array.from(imageNet.mean))], [0, 0, 0]);
 * ```
 */
export function imageEmbedder(tf: TensorFlow, { apply, ...network }: ImageNetwork): Embedder {
  const { size } = network, channels = 3;
  return {
    ...network,
    channels,
    embed: (batch) =>
      takeOff(tf.tidy(() => {
        const n = batch.length / (size * size * channels);
        const images = tf.tensor4d(batch, [n, size, size, channels]);
        return apply(normalizeImages(tf, images));
      })),
  };
}

/**
 * Takes vectors off the device, where nothing of them stays.
 *
 * @param vectors Vectors [n × length].
 */
export async function takeOff(vectors: Tensor2D): Promise<Float32Array> {
  try {
    return await vectors.data() as Float32Array;
  } finally {
    vectors.dispose();
  }
}

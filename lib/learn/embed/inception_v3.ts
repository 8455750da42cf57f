import type { TensorFlow } from "../backend.ts";
import type { Embedder } from "../embed.ts";
import { InceptionV3 } from "../nets/inception_v3.ts";
import { imageEmbedder } from "./image_embedder.ts";

/** Name and sizes of Inception V3 as an embedder, on whatever engine. */
export const inceptionShape = {
  name: "inception_v3",
  size: InceptionV3.size,
  channels: 3,
  length: 2048,
} as const;

/**
 * Inception V3 as an embedder: the last pool, 2048 numbers, of images of 299 × 299.
 *
 * @param tf TensorFlow.js on the backend that the network is on.
 * @param net The network; it belongs to the embedder from now on.
 * @param size Side of its images, px; defaults to *299*, what the published weights learned.
 *
 * @example
 * ```ts
 * import { inceptionEmbedder } from "./inception_v3.ts";
 * import { InceptionV3, initialInception } from "../nets/inception_v3.ts";
 * import { openBackend } from "../backend.ts";
 * import { Random } from "../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ log: () => {} });
 * const tensors = initialInception({ classes: 2, auxiliary: false }, new Random(1));
 * const { length, size } = inceptionEmbedder(tf, new InceptionV3(tf, tensors));
 * assertEquals([length, size], [2048, 299]);
 * ```
 */
export function inceptionEmbedder(
  tf: TensorFlow,
  net: InceptionV3,
  size: number = InceptionV3.size,
): Embedder {
  return imageEmbedder(tf, {
    ...inceptionShape,
    size,
    apply: (images) => net.pool(net.through(net.prepare(images))),
    dispose: () => net.dispose(),
  });
}

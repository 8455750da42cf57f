import type { Backbone } from "../backbone.ts";
import type { TensorFlow } from "../backend.ts";
import { cutInception } from "../cut.ts";
import { normalizeImages } from "../nets/image_net.ts";
import { InceptionV3 } from "../nets/inception_v3.ts";

/** How {@link inceptionBackbone} reads images. */
export interface InceptionBackboneOptions {
  /** Side of its images, px; defaults to *299*, for which the published weights were trained. */
  size?: number;
}

/**
 * Inception V3 as a backbone: whole fields, three channels as red, green and blue.
 *
 * @param tf TensorFlow.js.
 * @param net The network; it belongs to the backbone from now on.
 * @param options Side of the images.
 *
 * @example
 * ```ts
 * import { inceptionBackbone } from "./inception_v3.ts";
 * import { InceptionV3, initialInception } from "../nets/inception_v3.ts";
 * import { openBackend } from "../backend.ts";
 * import { Random } from "../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ log: () => {} });
 * const tensors = initialInception({ classes: 2, auxiliary: false }, new Random(1));
 * const backbone = inceptionBackbone(tf, new InceptionV3(tf, tensors));
 * assertEquals(backbone.blocks.at(-1), "Mixed_7c");
 * backbone.dispose();
 * ```
 */
export function inceptionBackbone(
  tf: TensorFlow,
  net: InceptionV3,
  { size = InceptionV3.size }: InceptionBackboneOptions = {},
): Backbone {
  return {
    name: "inception_v3",
    size,
    channels: 3,
    length: 2048,
    blocks: InceptionV3.blocks,
    prepare: (images) =>
      tf.tidy(() => {
        const shown = tf.clipByValue(images, 0, 1);
        return net.prepare(normalizeImages(tf, shown));
      }),
    through: (x, range) => net.through(x, range),
    pool: (x) => net.pool(x),
    cut: (from, classes, random) => {
      net.replaceHead(classes, random);
      const blocks = InceptionV3.blocks.slice(InceptionV3.blocks.indexOf(from));
      const cut = cutInception(tf, net, { train: [...blocks, "fc"], size });
      return { ...cut, begin: (images) => tf.tidy(() => cut.begin(tf.clipByValue(images, 0, 1))) };
    },
    dispose: () => net.dispose(),
  };
}

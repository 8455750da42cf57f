import type { Tensor4D } from "@tensorflow/tfjs";
import type { Backbone } from "../backbone.ts";
import type { TensorFlow } from "../backend.ts";
import { cutHcsSmall } from "../cut.ts";
import { HCS_LENGTH, HCS_SIDE, hcsLevels, hcsThrough } from "../nets/hcs_small.ts";
import { layer } from "../nets/layers.ts";
import { type Network, toDevice } from "../network.ts";

/**
 * `hcs_small` as a backbone: images of single cells, 64 × 64 px, as `scaledCrop` gives them.
 *
 * @param tf TensorFlow.js.
 * @param network The network with its weights.
 *
 * @example
 * ```ts
 * import { hcsBackbone } from "./hcs_small.ts";
 * import { hcsSmall } from "../nets/hcs_small.ts";
 * import { openBackend } from "../backend.ts";
 * import { Random } from "../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const backbone = hcsBackbone(tf, hcsSmall({ channels: 3, classes: 39 }, new Random(1)));
 * const cut = backbone.cut("level4", 12, new Random(1));
 * assertEquals(cut.shape, [8, 8, 128]);
 * cut.dispose();
 * backbone.dispose();
 * ```
 */
export function hcsBackbone(tf: TensorFlow, network: Network): Backbone {
  const weights = toDevice(tf, network.weights);
  const channels = network.inputs[0]?.[2] as number;
  return {
    name: network.kind,
    size: HCS_SIDE,
    channels,
    length: HCS_LENGTH,
    blocks: hcsLevels,
    prepare: (images) => tf.clone(images),
    through: (x, range = {}) => tf.tidy(() => hcsThrough(tf, weights, x, { channels, ...range })),
    pool: (x: Tensor4D) => tf.mean(x, [1, 2]),
    cut: (from, classes, random) => {
      const head = Object.fromEntries(layer("classes", [HCS_LENGTH, classes], random));
      return cutHcsSmall(tf, { ...network, weights: { ...network.weights, ...head } }, { from });
    },
    dispose: () => tf.dispose(weights),
  };
}

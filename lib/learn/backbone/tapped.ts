import type { Tensor2D } from "@tensorflow/tfjs";
import type { TappedNetwork } from "../attention.ts";
import type { TensorFlow } from "../backend.ts";
import type { Backbone } from "../backbone.ts";
import type { LinearHead } from "../linear_head.ts";

/**
 * A frozen network with a head that was trained on its last pool, cut in two behind any block: what
 * Grad-CAM asks for.
 *
 * @param tf TensorFlow.js.
 * @param backbone The network.
 * @param head The head.
 *
 * @example
 * ```ts
 * import { tappedBackbone } from "./tapped.ts";
 * import { hcsBackbone } from "./hcs_small.ts";
 * import { hcsSmall } from "../nets/hcs_small.ts";
 * import { openBackend } from "../backend.ts";
 * import { Random } from "../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const backbone = hcsBackbone(tf, hcsSmall({ channels: 1, classes: 2 }, new Random(1)));
 * const head = { kernel: new Float64Array(192 * 3), bias: new Float64Array([1, 2, 3]) };
 * const net = tappedBackbone(tf, backbone, head);
 * const activation = net.tap(tf.ones([1, 64, 64, 1]), "level3");
 * assertEquals([...await net.scores(activation, "level3").data()], [1, 2, 3]);
 * backbone.dispose();
 * ```
 */
export function tappedBackbone(
  tf: TensorFlow,
  backbone: Backbone,
  { kernel, bias }: Pick<LinearHead, "kernel" | "bias">,
): TappedNetwork {
  return {
    tap: (images, block) =>
      tf.tidy(() => backbone.through(backbone.prepare(images), { to: block })),
    scores: (activation, block) =>
      tf.tidy(() => {
        const from = backbone.blocks[backbone.blocks.indexOf(block) + 1];
        const last = from === undefined ? activation : backbone.through(activation, { from });
        const weights = tf.tensor2d(Float32Array.from(kernel), [backbone.length, bias.length]);
        const scores = tf.matMul(backbone.pool(last), weights);
        return tf.add<Tensor2D>(scores, tf.tensor1d(Float32Array.from(bias)));
      }),
  };
}

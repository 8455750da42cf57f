import type { Rank, Tensor, Tensor4D } from "@tensorflow/tfjs";
import type { Backbone } from "../backbone.ts";
import type { TensorFlow } from "../backend.ts";
import { dense, layer } from "../nets/layers.ts";
import { HCS_LENGTH, HCS_SIDE, hcsBlocks, hcsThrough } from "../nets/hcs_small.ts";
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
 * const tail = await backbone.tail("level4/down", 12, new Random(1));
 * assertEquals(tail.inputs, [[8, 8, 128]]);
 * backbone.dispose();
 * ```
 */
export function hcsBackbone(tf: TensorFlow, network: Network): Backbone {
  const weights = toDevice(tf, network.weights);
  const channels = network.inputs[0]?.[2] as number;
  const through = (x: Tensor4D, range = {}) => tf.tidy(() => hcsThrough(tf, weights, x, range));
  return {
    name: network.kind,
    size: HCS_SIDE,
    channels,
    length: HCS_LENGTH,
    blocks: hcsBlocks,
    prepare: (images) => tf.clone(images),
    through,
    pool: (x) => tf.mean(x, [1, 2]),
    tail: (from, classes, random) => {
      const first = hcsBlocks.indexOf(from), kept = hcsBlocks.slice(first);
      const shape = first <= 0
        ? [HCS_SIDE, HCS_SIDE, channels]
        : shapeOf(tf, through, channels, first);
      const own = Object.entries(network.weights).filter(([name]) =>
        kept.some((block) => name.startsWith(`${block}/`))
      );
      return Promise.resolve({
        kind: `${network.kind} from ${from}`,
        inputs: [shape],
        weights: Object.fromEntries([...own, ...layer("classes", [HCS_LENGTH, classes], random)]),
        apply: (tf, weights, [x]) => {
          const last = hcsThrough(tf, weights, x as Tensor4D, { from });
          return dense(tf, weights, "classes", tf.mean(last, [1, 2]));
        },
      });
    },
    dispose: () => tf.dispose(weights),
  };
}

/** Shape of what the block before a block gives. */
function shapeOf(
  tf: TensorFlow,
  through: (x: Tensor4D, range: { to: string }) => Tensor,
  channels: number,
  block: number,
): number[] {
  return tf.tidy(() => {
    const image = tf.zeros<Rank.R4>([1, HCS_SIDE, HCS_SIDE, channels]);
    return through(image, { to: hcsBlocks[block - 1] as string }).shape.slice(1);
  });
}

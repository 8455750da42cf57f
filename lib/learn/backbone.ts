import type { Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import type { Random } from "../core/random.ts";
import type { TensorFlow } from "./backend.ts";
import type { Cut } from "./cut.ts";
import { predict } from "./fit/predict.ts";
import type { Batches } from "./network.ts";

/** Which blocks of a backbone are run. */
export interface BlockRange {
  /** First block; defaults to *the first*. */
  from?: string;
  /** Last block; defaults to *the last*. */
  to?: string;
}

/**
 * A network that was trained on something else, seen as transfer learning sees it: blocks, a last pool,
 * and an end that can be trained anew on what the frozen blocks below give.
 */
export interface Backbone {
  /** Word for it, for example `inception_v3`. */
  readonly name: string;
  /** Side of its images, px. */
  readonly size: number;
  /** Channels of its images. */
  readonly channels: number;
  /** Numbers of its last pool. */
  readonly length: number;
  /** Names of its blocks, from the image to the last pool. */
  readonly blocks: readonly string[];
  /**
   * What the first block reads.
   *
   * @param images Images [n × size × size × channels], 0 and 1 at the limits of their plate.
   */
  prepare(images: Tensor4D): Tensor4D;
  /**
   * Runs blocks, each on what the one before gives.
   *
   * @param x What the first of them reads [n × height × width × channels].
   * @param range Which blocks.
   */
  through(x: Tensor4D, range?: BlockRange): Tensor4D;
  /** Last pool [n × length] of what the last block gives. */
  pool(x: Tensor4D): Tensor2D;
  /**
   * The network cut in two with another last layer: what lies below `from` stays, the rest is to be trained.
   *
   * @param from First block that is trained.
   * @param classes Number of classes of the new last layer.
   * @param random Where the weights of the new last layer come from.
   * @returns A cut that reads the images that {@link Backbone.prepare} reads; the backbone itself stays.
   */
  cut(from: string, classes: number, random: Random): Cut;
  /** Frees its weights. */
  dispose(): void;
}

/** How {@link poolVectors} works. */
export interface PoolOptions {
  /** Stops between batches. */
  signal?: AbortSignal;
}

/**
 * Vectors of the last pool: computed once, they are all that a new last layer needs.
 *
 * @param tf TensorFlow.js.
 * @param backbone The network.
 * @param batches Images [n × size × size × channels].
 * @param options Signal.
 * @returns Vectors [images × length].
 * @throws {InputError} if the images are not of the network's size.
 *
 * @example
 * ```ts
 * import { poolVectors } from "./backbone.ts";
 * import { hcsBackbone } from "./backbone/hcs_small.ts";
 * import { hcsSmall } from "./nets/hcs_small.ts";
 * import { openBackend } from "./backend.ts";
 * import { Random } from "../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const backbone = hcsBackbone(tf, hcsSmall({ channels: 1, classes: 2 }, new Random(1)));
 * const images = { shape: [1, 64, 64, 1], data: new Float32Array(64 * 64) };
 * const targets = { shape: [1], data: new Int32Array(1) };
 * const vectors = await poolVectors(tf, backbone, [{ inputs: [images], targets }]);
 * assertEquals(vectors.length, backbone.length);
 * ```
 */
export async function poolVectors(
  tf: TensorFlow,
  backbone: Backbone,
  batches: Batches,
  { signal }: PoolOptions = {},
): Promise<Float32Array> {
  const { name, size, channels } = backbone;
  const network = {
    kind: name,
    inputs: [[size, size, channels]],
    apply: (_: TensorFlow, __: unknown, [images]: readonly unknown[]) =>
      backbone.pool(backbone.through(backbone.prepare(images as Tensor4D))),
  };
  const options = signal === undefined ? {} : { signal };
  const { outputs } = await predict(tf, network, {}, batches, options);
  return outputs.data as Float32Array;
}

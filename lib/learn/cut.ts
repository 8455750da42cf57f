import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
import type { TensorFlow } from "./backend.ts";
import type { Network } from "./network.ts";

export { cutHcsSmall, type HcsCutOptions, hcsParts } from "./cut/hcs_small.ts";
export { cutInception, type InceptionCutOptions } from "./cut/inception_v3.ts";

/**
 * A network cut in two: a beginning that stays as it is, so that what it gives for an image can be kept,
 * and an end that is trained.
 */
export interface Cut {
  /** Network and place, for example `inception_v3 from Mixed_7b`. */
  readonly name: string;
  /** Shape of one image: height, width, channels. */
  readonly input: readonly [number, number, number];
  /** Shape of what the beginning gives for one image. */
  readonly shape: readonly number[];
  /** The end as a network of its own, to be trained; its weights are those that training changes. */
  readonly end: Network;
  /**
   * Runs the beginning, within `tf.tidy`.
   *
   * @param images [n × …input].
   * @returns What the end takes [n × …shape].
   */
  begin(images: Tensor4D): Tensor;
  /** A text that is another one for every other beginning: its weights by SHA-256. */
  fingerprint(): Promise<string>;
  /** Puts what training gave into the network that was cut. */
  put(weights: Readonly<Record<string, Float32Array>>): void;
  /** Frees what the cut itself has on the device; the network that was cut stays. */
  dispose(): void;
}

/**
 * The whole network of a cut, from images on: it trains the same weights to the same numbers as the end
 * alone, and computes the beginning anew for every batch.
 *
 * @param cut The network that was cut.
 * @returns A network for images [n × …input].
 *
 * @example
 * ```ts
 * import { cutHcsSmall, wholeOf } from "./cut.ts";
 * import { openBackend } from "./backend.ts";
 * import { hcsSmall } from "./nets/hcs_small.ts";
 * import { Random } from "../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const cut = cutHcsSmall(tf, hcsSmall({ channels: 3, classes: 2 }, new Random(1)), {
 *   from: "level4",
 * });
 * assertEquals([cut.end.inputs, wholeOf(cut).inputs], [[[8, 8, 128]], [[64, 64, 3]]]);
 * cut.dispose();
 * ```
 */
export function wholeOf(cut: Cut): Network {
  const { end } = cut, { train } = end;
  const begun = ([images]: readonly Tensor[]) => [cut.begin(images as Tensor4D)];
  return {
    ...end,
    kind: `${end.kind}, whole`,
    inputs: [cut.input],
    apply: (tf, weights, inputs) => end.apply(tf, weights, begun(inputs)),
    ...(train === undefined ? {} : {
      train: (tf: TensorFlow, weights, inputs, step) => train(tf, weights, begun(inputs), step),
    }),
  };
}

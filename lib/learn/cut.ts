import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
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

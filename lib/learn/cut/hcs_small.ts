import type { Tensor, Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import { InputError } from "../../core/errors.ts";
import type { TensorFlow } from "../backend.ts";
import type { Cut } from "../cut.ts";
import { hcsLevels, hcsThrough } from "../nets/hcs_small.ts";
import { dense } from "../nets/layers.ts";
import { type Network, toDevice, type Weights } from "../network.ts";
import { weightsFingerprint } from "./fingerprint.ts";

/** Parts of `hcs_small` at which it can be cut. */
export const hcsParts: readonly string[] = [...hcsLevels, "classes"];

/** How {@link cutHcsSmall} cuts. */
export interface HcsCutOptions {
  /** First part that is trained; defaults to *classes*, the head alone. */
  from?: string;
}

/**
 * Cuts `hcs_small` in two: levels before `from` stay, the others and the head are trained.
 *
 * @param tf TensorFlow.js.
 * @param network `hcs_small` with its weights; `put` changes their numbers in place.
 * @param options First part that is trained.
 * @returns The cut, for images as the network takes them; to be disposed.
 * @throws {InputError} for another network, or a part that it has not.
 *
 * @example
 * ```ts
 * import { cutHcsSmall } from "./hcs_small.ts";
 * import { openBackend } from "../backend.ts";
 * import { hcsSmall } from "../nets/hcs_small.ts";
 * import { Random } from "../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const cut = cutHcsSmall(tf, hcsSmall({ channels: 3, classes: 2 }, new Random(1)));
 * assertEquals([cut.shape, Object.keys(cut.end.weights)], [
 *   [192],
 *   ["classes/kernel", "classes/bias"],
 * ]);
 * cut.dispose();
 * ```
 */
export function cutHcsSmall(
  tf: TensorFlow,
  network: Network,
  { from = "classes" }: HcsCutOptions = {},
): Cut {
  const at = hcsParts.indexOf(from);
  if (network.kind !== "hcs_small" || at < 0) {
    throw new InputError(`Cannot cut the network ${network.kind}`, {
      found: from,
      allowed: `hcs_small at ${hcsParts.join(", ")}`,
    });
  }
  const input = network.inputs[0] as [number, number, number], channels = input[2];
  const pick = (begins: boolean): Weights =>
    Object.fromEntries(
      Object.entries(network.weights).filter(([name]) =>
        (hcsParts.indexOf(name.slice(0, name.indexOf("/"))) < at) === begins
      ),
    );
  const stays = pick(true), device = toDevice(tf, stays);
  const begin = (images: Tensor4D): Tensor => {
    if (at === 0) return images;
    const maps = hcsThrough(tf, device, images, { channels, to: hcsParts[at - 1] as string });
    return from === "classes" ? tf.mean(maps, [1, 2]) : maps;
  };
  const shape = tf.tidy(() => begin(tf.zeros([1, ...input])).shape.slice(1));
  const name = `hcs_small from ${from}`;
  return {
    name,
    input,
    shape,
    begin,
    end: {
      kind: name,
      inputs: [shape],
      weights: pick(false),
      apply: (tf, weights, [x]) => {
        const vectors = from === "classes"
          ? x as Tensor2D
          : tf.mean<Tensor2D>(hcsThrough(tf, weights, x as Tensor4D, { channels, from }), [1, 2]);
        return dense(tf, weights, "classes", vectors);
      },
    },
    fingerprint: () => weightsFingerprint(stays, name),
    put: (weights) => {
      for (const [key, data] of Object.entries(weights)) network.weights[key]?.data.set(data);
    },
    dispose: () => tf.dispose(device),
  };
}

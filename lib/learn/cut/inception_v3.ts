import type { Tensor, Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import { InputError } from "../../core/errors.ts";
import type { TensorFlow } from "../backend.ts";
import type { Cut } from "../cut.ts";
import { normalizeImages } from "../nets/image_net.ts";
import { InceptionV3 } from "../nets/inception_v3.ts";
import { inceptionEnd } from "../nets/inception_v3/end.ts";
import { namesOf } from "../nets/inception_v3/names.ts";
import type { Weights } from "../network.ts";
import { weightsFingerprint } from "./fingerprint.ts";

/** How {@link cutInception} cuts. */
export interface InceptionCutOptions {
  /** Parts that are trained, blocks or `fc`; defaults to *Mixed_7b, Mixed_7c, fc*, study B's. */
  train?: readonly string[];
  /** Side of the images, px; defaults to *299*. */
  size?: number;
  /** Share of the last pool that training sets to 0; defaults to *0.5*, torchvision's. */
  dropout?: number;
  /** Seed of what is set to 0; defaults to *1*. */
  seed?: number;
}

/**
 * Cuts Inception V3 before the first part that is trained, which may be any block.
 *
 * To freeze a block is to leave it out of `train`: it keeps its numbers and normalises by its running
 * statistics. Frozen blocks begin at the image, or lie between trained ones.
 *
 * @param tf TensorFlow.js.
 * @param net The network; it must outlive the cut, and is changed by `put` only.
 * @param options Which parts are trained.
 * @returns The cut: images of values from 0 to 1 [n × size × size × 3], as `Embedder` takes them.
 * @throws {InputError} for a part that does not exist, or none.
 *
 * @example
 * ```ts
 * import { cutInception } from "./inception_v3.ts";
 * import { openBackend } from "../backend.ts";
 * import { InceptionV3, initialInception } from "../nets/inception_v3.ts";
 * import { Random } from "../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ log: () => {} });
 * const tensors = initialInception({ classes: 12, auxiliary: false }, new Random(1));
 * const net = new InceptionV3(tf, tensors);
 * const cut = cutInception(tf, net);
 * assertEquals([cut.input, cut.shape], [[299, 299, 3], [8, 8, 1280]]);
 * cut.dispose();
 * net.dispose();
 * ```
 */
export function cutInception(
  tf: TensorFlow,
  net: InceptionV3,
  options: InceptionCutOptions = {},
): Cut {
  const { train = ["Mixed_7b", "Mixed_7c", "fc"], size = InceptionV3.size } = options;
  const { dropout = 0.5, seed = 1 } = options;
  const known = [...InceptionV3.blocks, "fc"], trained = new Set(train);
  const unknown = train.find((part) => !known.includes(part));
  if (unknown !== undefined || train.length === 0) {
    throw new InputError("Cannot train these parts of Inception V3", {
      found: unknown ?? "none",
      allowed: known.join(", "),
    });
  }
  const at = known.findIndex((part) => trained.has(part));
  const before = known.slice(0, at), parts = known.slice(at), input = [size, size, 3] as const;
  const begin = (images: Tensor4D): Tensor => {
    const x = net.prepare(normalizeImages(tf, images));
    if (at === 0) return x;
    // The last pool is all that the head reads, and a hundredth of the maps.
    const maps = net.through(x, { to: InceptionV3.blocks[at - 1] as string });
    return parts[0] === "fc" ? net.pool(maps) : maps;
  };
  const numbers = (names: readonly string[]): Weights =>
    Object.fromEntries(names.map((name) => {
      const variable = net.named(name);
      return [name, { shape: variable.shape, data: Float32Array.from(variable.dataSync()) }];
    }));
  const shape = tf.tidy(() => begin(tf.zeros([1, ...input])).shape.slice(1));
  const end = inceptionEnd({
    input: shape,
    parts,
    trained,
    still: (part, x) =>
      part === "fc"
        ? net.classify(x as Tensor2D)
        : net.through(x as Tensor4D, { from: part, to: part }),
    weights: numbers(parts.filter((part) => trained.has(part)).flatMap(namesOf)),
    dropout,
    seed,
  });
  return {
    name: end.kind,
    input,
    shape,
    end,
    begin,
    fingerprint: () => {
      const settings = JSON.stringify({ parts: before, size, transform: net.transformInput });
      return weightsFingerprint(numbers(before.flatMap(namesOf)), end.kind, settings);
    },
    put: (weights) => net.put(weights),
    dispose: () => {},
  };
}

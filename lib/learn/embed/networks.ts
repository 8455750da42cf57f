import type { Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import { Random } from "../../core/random.ts";
import type { TensorFlow } from "../backend.ts";
import type { Embedder } from "../embed.ts";
import type { DinoV2 } from "../nets/dinov2.ts";
import type { CheckpointTensor } from "../checkpoint.ts";
import { matchTensors } from "../checkpoint/match.ts";
import { HCS_LENGTH, HCS_SIDE, hcsSmall, hcsVectors } from "../nets/hcs_small.ts";
import { normalizeImages } from "../nets/image_net.ts";
import { InceptionV3 } from "../nets/inception_v3.ts";
import { toDevice } from "../network.ts";

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
 *
 * @example
 * ```ts
 * import { inceptionEmbedder } from "./networks.ts";
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
export function inceptionEmbedder(tf: TensorFlow, net: InceptionV3): Embedder {
  return embedder(tf, {
    ...inceptionShape,
    apply: (images) => net.pool(net.through(net.prepare(images))),
    dispose: () => net.dispose(),
  });
}

/** Side of the images that DINOv2 is evaluated on: 16 × 16 patches. */
const DINO_SIZE = 224;
/** Official words for the widths of DINOv2. */
const sizes: Readonly<Record<number, string>> = { 384: "vits14", 768: "vitb14", 1024: "vitl14" };

/**
 * Name and sizes of DINOv2 as an embedder, on whatever engine: the official name of its size, or its width.
 *
 * @param width Numbers of a token.
 *
 * @example
 * ```ts
 * import { dinoShape } from "./networks.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(dinoShape(384).name, "dinov2_vits14");
 * ```
 */
export function dinoShape(
  width: number,
): Pick<Embedder, "name" | "size" | "channels" | "length"> {
  const name = `dinov2_${sizes[width] ?? width}`;
  return { name, size: DINO_SIZE, channels: 3, length: width };
}

/**
 * DINOv2 as an embedder: the class token of images of 224 × 224, 384 numbers with ViT-S.
 *
 * @param tf TensorFlow.js on the backend that the network is on.
 * @param net The network; it belongs to the embedder from now on.
 *
 * @example
 * ```ts
 * import { dinoEmbedder } from "./networks.ts";
 * import { DinoV2, transformerNames } from "../nets/dinov2.ts";
 * import { openBackend } from "../backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ log: () => {} });
 * const tiny = { width: 64, depth: 1, hidden: 64, patch: 14, side: 3 };
 * const tensors = [...transformerNames(tiny)].map(([name, shape]) => {
 *   const data = new Float32Array(shape.reduce((a, b) => a * b)).fill(0.1);
 *   return [name, { kind: "float32" as const, shape, data }] as const;
 * });
 * const embedder = dinoEmbedder(tf, new DinoV2(tf, new Map(tensors)));
 * assertEquals((await embedder.embed(new Float32Array(224 * 224 * 3))).length, 64);
 * embedder.dispose();
 * ```
 */
export function dinoEmbedder(tf: TensorFlow, net: DinoV2): Embedder {
  return embedder(tf, {
    ...dinoShape(net.shape.width),
    apply: (images) => net.forward(images).cls,
    dispose: () => net.dispose(),
  });
}

/**
 * The project's own small network as an embedder: the last pool, 192 numbers, of squares of 64 × 64
 * around single cells.
 *
 * @param tf TensorFlow.js on the backend that it shall run on.
 * @param tensors Its weights, as `c2s train hcs_small` writes them.
 * @param file Name of their file, for messages.
 * @throws {InputError} naming tensors that are missing, not known, or of another shape.
 *
 * @example
 * ```ts
 * import { hcsEmbedder } from "./networks.ts";
 * import type { CheckpointTensor } from "../checkpoint.ts";
 * import { hcsSmall } from "../nets/hcs_small.ts";
 * import { openBackend } from "../backend.ts";
 * import { Random } from "../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ log: () => {} });
 * const { weights } = hcsSmall({ channels: 2, classes: 5 }, new Random(1));
 * const tensors = Object.entries(weights).map((
 *   [name, { shape, data }],
 * ): [string, CheckpointTensor] => [name, { kind: "float32", shape: [...shape], data }]);
 * const embedder = hcsEmbedder(tf, new Map(tensors));
 * assertEquals([embedder.channels, embedder.length], [2, 192]);
 * embedder.dispose();
 * ```
 */
export function hcsEmbedder(
  tf: TensorFlow,
  tensors: ReadonlyMap<string, CheckpointTensor>,
  file?: string,
): Embedder {
  const channels = tensors.get("level1/down/kernel")?.shape[2] ?? 3;
  const classes = tensors.get("classes/bias")?.shape[0] ?? 1;
  const { weights } = hcsSmall({ channels, classes }, new Random(1));
  const wanted = new Map(Object.entries(weights).map(([name, { shape }]) => [name, shape]));
  const options = { network: "hcs_small", ...(file === undefined ? {} : { file }) };
  const numbers = matchTensors(tensors, wanted, options);
  const device = toDevice(
    tf,
    Object.fromEntries([...numbers].map(([name, data]) => {
      return [name, { shape: wanted.get(name) as readonly number[], data }];
    })),
  );
  return {
    name: "hcs_small",
    size: HCS_SIDE,
    channels,
    length: HCS_LENGTH,
    embed: (batch) =>
      read(tf.tidy(() => {
        const n = batch.length / (HCS_SIDE * HCS_SIDE * channels);
        return hcsVectors(tf, device, tf.tensor4d(batch, [n, HCS_SIDE, HCS_SIDE, channels]));
      })),
    dispose: () => tf.dispose(device),
  };
}

/** A network that reads images normalised by ImageNet's statistics. */
interface Network {
  name: string;
  size: number;
  length: number;
  apply: (images: Tensor4D) => Tensor2D;
  dispose: () => void;
}

function embedder(tf: TensorFlow, { apply, ...network }: Network): Embedder {
  const { size } = network, channels = 3;
  return {
    ...network,
    channels,
    embed: (batch) =>
      read(tf.tidy(() => {
        const n = batch.length / (size * size * channels);
        const images = tf.tensor4d(batch, [n, size, size, channels]);
        return apply(normalizeImages(tf, images));
      })),
  };
}

async function read(vectors: Tensor2D): Promise<Float32Array> {
  try {
    return await vectors.data() as Float32Array;
  } finally {
    vectors.dispose();
  }
}

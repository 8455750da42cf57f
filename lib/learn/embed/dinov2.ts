import type { TensorFlow } from "../backend.ts";
import type { Embedder } from "../embed.ts";
import type { DinoV2 } from "../nets/dinov2.ts";
import { imageEmbedder } from "./image_embedder.ts";

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
 * import { dinoShape } from "./dinov2.ts";
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
 * import { dinoEmbedder } from "./dinov2.ts";
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
  return imageEmbedder(tf, {
    ...dinoShape(net.shape.width),
    apply: (images) => net.forward(images).cls,
    dispose: () => net.dispose(),
  });
}

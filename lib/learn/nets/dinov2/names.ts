import type { CheckpointTensor } from "../../checkpoint.ts";

/** How large a vision transformer is. */
export interface TransformerShape {
  /** Numbers of a token; 384 in ViT-S. */
  width: number;
  /** Blocks; 12 in ViT-S. */
  depth: number;
  /** Numbers between the two layers of each block's perceptron; 4 × width in ViT-S. */
  hidden: number;
  /** Side of a patch, px; 14 in all of DINOv2. */
  patch: number;
  /** Patches along each side of the images that it was trained on; 37 in all of DINOv2. */
  side: number;
}

/** A tensor of the official file that only training needs. */
export const ignored = /^mask_token$/;

/**
 * The tensors of a DINOv2 network by the names of its official files.
 *
 * @param shape Size of the network.
 * @returns Shape of each tensor by name, in PyTorch's order of axes.
 *
 * @example
 * ```ts
 * import { transformerNames } from "./names.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const small = { width: 384, depth: 12, hidden: 1536, patch: 14, side: 37 };
 * const names = transformerNames(small);
 * assertEquals(names.get("blocks.11.attn.qkv.weight"), [1152, 384]);
 * assertEquals(names.get("pos_embed"), [1, 1370, 384]);
 * ```
 */
export function transformerNames(shape: TransformerShape): Map<string, number[]> {
  const { width, depth, hidden, patch, side } = shape;
  const names = new Map<string, number[]>([
    ["cls_token", [1, 1, width]],
    ["pos_embed", [1, 1 + side * side, width]],
    ["patch_embed.proj.weight", [width, 3, patch, patch]],
    ["patch_embed.proj.bias", [width]],
  ]);
  const layer = (name: string, inputs: number, outputs: number) => {
    names.set(`${name}.weight`, [outputs, inputs]);
    names.set(`${name}.bias`, [outputs]);
  };
  const normalization = (name: string) => {
    names.set(`${name}.weight`, [width]);
    names.set(`${name}.bias`, [width]);
  };
  for (let i = 0; i < depth; i++) {
    const block = `blocks.${i}`;
    normalization(`${block}.norm1`);
    layer(`${block}.attn.qkv`, width, 3 * width);
    layer(`${block}.attn.proj`, width, width);
    names.set(`${block}.ls1.gamma`, [width]);
    normalization(`${block}.norm2`);
    layer(`${block}.mlp.fc1`, width, hidden);
    layer(`${block}.mlp.fc2`, hidden, width);
    names.set(`${block}.ls2.gamma`, [width]);
  }
  normalization("norm");
  return names;
}

/**
 * The size of a network, as far as its tensors tell; what they do not is that of ViT-S/14.
 *
 * @param tensors Tensors by their official names.
 *
 * @example
 * ```ts
 * import { transformerShape } from "./names.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(transformerShape(new Map()).width, 384);
 * ```
 */
export function transformerShape(
  tensors: ReadonlyMap<string, CheckpointTensor>,
): TransformerShape {
  const numbers = [...tensors.keys()].map((name) => Number(/^blocks\.(\d{1,3})\./.exec(name)?.[1]));
  const depth = 1 + Math.max(-1, ...numbers.filter((number) => !Number.isNaN(number)));
  const width = tensors.get("cls_token")?.shape[2] ?? 384;
  return {
    width,
    depth: depth === 0 ? 12 : depth,
    hidden: tensors.get("blocks.0.mlp.fc1.bias")?.shape[0] ?? 4 * width,
    patch: tensors.get("patch_embed.proj.weight")?.shape[2] ?? 14,
    side: Math.round(Math.sqrt((tensors.get("pos_embed")?.shape[1] ?? 1370) - 1)),
  };
}

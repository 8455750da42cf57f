import type { CheckpointTensor } from "../../checkpoint.ts";

/** What the names of `transformers` begin or go on with, and what the official files say instead. */
const words: readonly [RegExp, string][] = [
  [/^dinov2\./, ""],
  [/^embeddings\.(cls|mask)_token$/, "$1_token"],
  [/^embeddings\.position_embeddings$/, "pos_embed"],
  [/^embeddings\.patch_embeddings\.projection\./, "patch_embed.proj."],
  [/^encoder\.layer\.(\d+)\./, "blocks.$1."],
  [/\.attention\.output\.dense\./, ".attn.proj."],
  [/\.layer_scale([12])\.lambda1$/, ".ls$1.gamma"],
  [/^layernorm\./, "norm."],
];

const part = /\.attention\.attention\.(query|key|value)\.(weight|bias)$/;

/** Names of query, key and value, if a name is that of one of them. */
function partsOf(name: string): string[] {
  if (!part.test(name)) return [];
  return ["query", "key", "value"].map((which) =>
    name.replace(part, `.attention.attention.${which}.$2`)
  );
}

/**
 * Gives the tensors of a `Dinov2Model` of the package `transformers` the names of the official files;
 * query, key and value become one tensor. Other tensors keep their names.
 *
 * @param tensors Tensors of a checkpoint.
 * @returns Tensors by official names.
 *
 * @example
 * ```ts
 * import { officialNames } from "./rename.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const part = (value: number) => ({
 *   kind: "float32" as const,
 *   shape: [1],
 *   data: new Float32Array([value]),
 * });
 * const layer = "encoder.layer.0.attention.attention";
 * const tensors = new Map([
 *   [`${layer}.query.bias`, part(1)],
 *   [`${layer}.key.bias`, part(2)],
 *   [`${layer}.value.bias`, part(3)],
 *   ["layernorm.bias", part(4)],
 * ]);
 * const named = officialNames(tensors);
 * assertEquals([...named.keys()], ["blocks.0.attn.qkv.bias", "norm.bias"]);
 * assertEquals([...named.get("blocks.0.attn.qkv.bias")!.data], [1, 2, 3]);
 * ```
 */
export function officialNames(
  tensors: ReadonlyMap<string, CheckpointTensor>,
): Map<string, CheckpointTensor> {
  const named = new Map<string, CheckpointTensor>();
  const rename = (name: string) => words.reduce((text, [from, to]) => text.replace(from, to), name);
  for (const [name, tensor] of tensors) {
    const parts = partsOf(name), three = parts.map((part) => tensors.get(part));
    // The three stand in any order in a file, and are named for the query.
    if (parts.length === 0 || three.includes(undefined)) named.set(rename(name), tensor);
    else if (name === parts[0]) {
      named.set(rename(name.replace(part, ".attn.qkv.$2")), stack(three as CheckpointTensor[]));
    }
  }
  return named;
}

/** Tensors one below the other. */
function stack(parts: readonly CheckpointTensor[]): CheckpointTensor {
  const rows = parts.reduce((sum, { shape }) => sum + (shape[0] ?? 0), 0);
  const length = parts.reduce((sum, { data }) => sum + data.length, 0);
  const data = new Float32Array(length);
  let at = 0;
  for (const part of parts) {
    data.set(Float32Array.from(part.data as ArrayLike<number>, Number), at);
    at += part.data.length;
  }
  return { kind: "float32", shape: [rows, ...(parts[0]?.shape.slice(1) ?? [])], data };
}

import { assertEquals } from "@std/assert";
import { readCheckpoint } from "../../../../lib/learn/checkpoint.ts";
import { transformerNames } from "../../../../lib/learn/nets/dinov2/names.ts";
import { officialNames } from "../../../../lib/learn/nets/dinov2/rename.ts";

Deno.test("all tensors of a file of transformers get official names, mask token and all", async () => {
  const file = new URL("../fixtures/dinov2_tiny.safetensors", import.meta.url);
  const { tensors } = readCheckpoint(await Deno.readFile(file));
  const shape = { width: 64, depth: 1, hidden: 64, patch: 14, side: 3 };
  const wanted = [...transformerNames(shape).keys(), "mask_token"].sort();
  assertEquals([...officialNames(tensors).keys()].sort(), wanted);
});

Deno.test("official names stay, and so does a query without its key", () => {
  const one = { kind: "float32" as const, shape: [1], data: new Float32Array(1) };
  const lone = "encoder.layer.0.attention.attention.query.bias";
  const named = officialNames(new Map([["blocks.0.attn.qkv.bias", one], [lone, one]]));
  assertEquals([...named.keys()], [
    "blocks.0.attn.qkv.bias",
    "blocks.0.attention.attention.query.bias",
  ]);
});

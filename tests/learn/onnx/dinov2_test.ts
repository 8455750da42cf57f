import { assert, assertEquals } from "@std/assert";
import { openOnnx } from "../../../lib/learn/backend/onnx.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { readCheckpoint } from "../../../lib/learn/checkpoint.ts";
import { dinoEmbedder } from "../../../lib/learn/embed/dinov2.ts";
import { DinoV2, transformerNames } from "../../../lib/learn/nets/dinov2.ts";
import { dinoOnnx } from "../../../lib/learn/onnx/dinov2.ts";
import { uniform, weight } from "../nets/formula.ts";

Deno.test("DINOv2 in ONNX Runtime gives TensorFlow's class token", async () => {
  const { tf } = await openBackend({ log: () => {} });
  const small = { width: 384, depth: 12, hidden: 1536, patch: 14, side: 37 };
  const tensors = new Map(
    [...transformerNames(small)].map(([name, shape]) => [name, weight(name, shape)]),
  );
  const batch = uniform("embedded", 2 * 224 * 224 * 3, 0, 1);
  const session = await openOnnx(dinoOnnx(tensors));
  const found = await session.run(batch, [2, 224, 224, 3]);
  await session.dispose();
  const embedder = dinoEmbedder(tf, new DinoV2(tf, tensors));
  const expected = await embedder.embed(batch);
  embedder.dispose();
  assertEquals(found.length, 2 * 384);
  const largest = expected.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  const off = Math.max(...found.map((value, i) => Math.abs(value - expected[i]!))) / largest;
  assert(off < 1e-4, `off by ${off}`);
});

Deno.test("a file of transformers runs at the size that is asked for", async () => {
  const file = new URL("../nets/fixtures/dinov2_tiny.safetensors", import.meta.url);
  const { tensors } = readCheckpoint(await Deno.readFile(file));
  const session = await openOnnx(dinoOnnx(tensors, { size: 42 }));
  const found = await session.run(uniform("x", 42 * 42 * 3, 0, 1), [1, 42, 42, 3]);
  assertEquals([found.length, found.every(Number.isFinite)], [64, true]);
  await session.dispose();
});

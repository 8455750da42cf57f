import { assert, assertEquals } from "@std/assert";
import { openBackend } from "../../../lib/learn/backend.ts";
import { readCheckpoint } from "../../../lib/learn/checkpoint.ts";
import { dinoEmbedder, dinoShape } from "../../../lib/learn/embed/dinov2.ts";
import { DinoV2 } from "../../../lib/learn/nets/dinov2.ts";

const { tf } = await openBackend({ log: () => {} });

Deno.test("DINOv2's vector is its class token, named by its width", async () => {
  const file = new URL("../nets/fixtures/dinov2_tiny.safetensors", import.meta.url);
  const { tensors } = readCheckpoint(await Deno.readFile(file));
  const net = new DinoV2(tf, tensors), embedder = dinoEmbedder(tf, net);
  assertEquals([embedder.name, embedder.length, embedder.channels], ["dinov2_64", 64, 3]);
  const grey = new Float32Array(224 * 224 * 3).fill(0.5), found = await embedder.embed(grey);
  const expected = tf.tidy(() => {
    const pixel = tf.tensor1d([0.0655, 0.1964, 0.4178]);
    return net.forward(tf.mul(tf.ones([1, 224, 224, 3]), pixel)).cls.dataSync();
  });
  found.forEach((value, i) => assert(Math.abs(value - expected[i]!) < 1e-3));
  embedder.dispose();
});

Deno.test("dinoShape() knows the official sizes", () => {
  assertEquals([384, 768, 1024, 5].map((width) => dinoShape(width).name), [
    "dinov2_vits14",
    "dinov2_vitb14",
    "dinov2_vitl14",
    "dinov2_5",
  ]);
});

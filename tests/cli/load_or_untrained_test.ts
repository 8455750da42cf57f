import { assert, assertEquals } from "@std/assert";
import { loadOrUntrained } from "../../lib/cli/load_or_untrained.ts";

Deno.test("loadOrUntrained() says that a network without published weights is untrained", async () => {
  const loaded = await loadOrUntrained("dinov2_vits14", { dir: "nowhere", log: () => {} });
  assertEquals([loaded.trained, loaded.title], [false, "DINOv2 ViT-S/14, untrained"]);
  assertEquals(loaded.embedder.length, 384);
  // The same random weights each time, so that vectors can be kept.
  const again = await loadOrUntrained("dinov2_vits14", { dir: "nowhere", log: () => {} });
  assertEquals(again.sha256, loaded.sha256);
  const image = new Float32Array(224 * 224 * 3).map((_, i) => (i % 7) / 7);
  const [first, second] = [await loaded.embedder.embed(image), await again.embedder.embed(image)];
  assert(first.every((value, i) => Math.abs(value - second[i]!) < 1e-5));
  loaded.embedder.dispose();
  again.embedder.dispose();
});

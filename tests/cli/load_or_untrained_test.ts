import { assert, assertEquals } from "@std/assert";
import { loadOrUntrained, smallUntrained } from "../../lib/cli/load_or_untrained.ts";

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

Deno.test("smallUntrained() has the same random weights each time, and other vectors for other images", async () => {
  const [one, again] = [await smallUntrained(), await smallUntrained()];
  assertEquals([one.sha256, one.trained], [again.sha256, false]);
  const side = 64 * 64 * 3;
  const vectorOf = async (every: number) =>
    await one.embedder.embed(new Float32Array(side).map((_, i) => (i % every) / every));
  const [first, second] = [await vectorOf(7), await vectorOf(50)];
  assertEquals(first.length, 192);
  assert(first.some((value, i) => Math.abs(value - second[i]!) > 1e-3));
  one.embedder.dispose();
  again.embedder.dispose();
});

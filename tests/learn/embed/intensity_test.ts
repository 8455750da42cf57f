import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { embedImages } from "../../../lib/learn/embed.ts";
import { intensityEmbedder } from "../../../lib/learn/embed/intensity.ts";

Deno.test("intensityEmbedder() gives mean, deviation and quantiles of each channel", async () => {
  const image = new Float32Array(2 * 101 * 101);
  // The first channel holds 0 … 100 evenly, the second is 5 throughout.
  for (let i = 0; i < 101 * 101; i++) image.set([i % 101, 5], 2 * i);
  const vector = await embedImages(intensityEmbedder({ size: 101, channels: 2 }), [image]);
  assertEquals([...vector.subarray(2, 7)], [1, 10, 50, 90, 99]);
  assertEquals(vector[0], 50);
  assertAlmostEquals(vector[1]!, Math.sqrt((101 ** 2 - 1) / 12), 1e-4);
  assertEquals([...vector.subarray(7)], [5, 0, 5, 5, 5, 5, 5]);
});

Deno.test("intensityEmbedder() does not see where the pixels lie", async () => {
  const random = new Random(1), plain = intensityEmbedder({ size: 8, channels: 1 });
  const image = Float32Array.from({ length: 64 }, () => random.uniform());
  const mixed = Float32Array.from(random.shuffle([...image]));
  const [a, b] = [await plain.embed(image), await plain.embed(mixed)];
  assert(a.every((value, i) => Math.abs(value - b[i]!) < 1e-6));
});

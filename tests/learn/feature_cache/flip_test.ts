import { assertEquals } from "@std/assert";
import { flipped, flips } from "../../../lib/learn/feature_cache/flip.ts";

const image = { shape: [2, 3, 2], data: Float32Array.from({ length: 12 }, (_, i) => i) };

Deno.test("flipped() moves whole pixels and keeps the order of their channels", () => {
  assertEquals([...flipped(image, "across").data], [4, 5, 2, 3, 0, 1, 10, 11, 8, 9, 6, 7]);
  assertEquals([...flipped(image, "down").data], [6, 7, 8, 9, 10, 11, 0, 1, 2, 3, 4, 5]);
  assertEquals([...flipped(image, "both").data], [10, 11, 8, 9, 6, 7, 4, 5, 2, 3, 0, 1]);
});

Deno.test("flipped() twice gives the image again", () => {
  for (const flip of flips) {
    assertEquals(flipped(flipped(image, flip), flip).data, image.data);
  }
});

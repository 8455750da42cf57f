import { assertEquals } from "@std/assert";
import { watershed } from "../../lib/segment/watershed.ts";
import reference from "./fixtures/blocks.json" with { type: "json" };

Deno.test("watershed() equals skimage.segmentation.watershed in every pixel, ties and masks included", () => {
  for (const { width, levels, mask, seeds, watershed4, watershed8 } of reference.floods) {
    const heights = Uint16Array.from(levels), starts = Int32Array.from(seeds);
    assertEquals([...watershed(heights, starts, width, { connectivity: 4 })], watershed4);
    const inside = { mask: Uint8Array.from(mask) };
    assertEquals([...watershed(heights, starts, width, inside)], watershed8);
  }
});

Deno.test("watershed() gives nothing without seeds, and leaves what no seed reaches", () => {
  const levels = new Uint16Array(5), mask = new Uint8Array([1, 1, 0, 1, 1]);
  assertEquals([...watershed(levels, new Int32Array(5), 5)], [0, 0, 0, 0, 0]);
  assertEquals([...watershed(levels, new Int32Array([4, 0, 0, 0, 0]), 5, { mask })], [
    4,
    4,
    0,
    0,
    0,
  ]);
});

import { assertEquals } from "@std/assert";
import { borderObjects, clearBorder } from "../../lib/segment/border.ts";
import { connectedComponents } from "../../lib/segment/components.ts";
import reference from "./fixtures/blocks.json" with { type: "json" };

Deno.test("clearBorder() leaves what skimage.segmentation.clear_border leaves, renumbered", () => {
  for (const { width, mask, cleared } of reference.masks) {
    const { labels } = connectedComponents(Uint8Array.from(mask), width);
    assertEquals([...clearBorder(labels, width).labels], cleared);
  }
});

Deno.test("borderObjects() looks at all four sides", () => {
  const labels = new Int32Array([0, 1, 0, 0, 2, 0, 9, 3, 6, 0, 4, 0]);
  assertEquals(borderObjects(labels, 3), [1, 4, 6, 9]);
});

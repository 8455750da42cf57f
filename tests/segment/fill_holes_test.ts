import { assertEquals } from "@std/assert";
import { fillHoles } from "../../lib/segment/fill_holes.ts";
import reference from "./fixtures/blocks.json" with { type: "json" };

Deno.test("fillHoles() fills a mask as scipy.ndimage.binary_fill_holes", () => {
  for (const { width, mask, filled } of reference.masks) {
    assertEquals([...fillHoles(Uint8Array.from(mask), width)], filled);
  }
});

Deno.test("fillHoles() gives a hole to the object around it, and leaves a gap between two objects", () => {
  const labels = new Int32Array([
    ...[3, 3, 3, 5, 5, 5],
    ...[3, 0, 3, 5, 5, 5],
    ...[3, 3, 0, 0, 5, 5],
    ...[3, 3, 3, 5, 5, 5],
  ]);
  fillHoles(labels, 6);
  assertEquals([labels[7], labels[14], labels[15]], [3, 0, 0]);
});

Deno.test("fillHoles() leaves holes above the largest size open", () => {
  const ring = new Uint8Array(16).fill(1);
  ring[5] = ring[6] = 0;
  assertEquals(fillHoles(ring.slice(), 4, 1)[5], 0);
  assertEquals(fillHoles(ring.slice(), 4, 2)[5], 1);
});

import { assertEquals } from "@std/assert";
import { blobAreas } from "../../lib/image/blobs.ts";
import { drawn } from "./drawn.ts";
import reference from "./fixtures/quality.json" with { type: "json" };

Deno.test("blobAreas() finds as many and as large regions as scipy.ndimage.label", () => {
  for (const { height, width, seed, otsu, objects, largest } of reference.cases) {
    const areas = blobAreas({ width, height, data: drawn(height, width, seed) }, otsu);
    assertEquals([areas.length, Math.max(...areas)], [objects, largest]);
  }
});

Deno.test("blobAreas() does not join the end of a row with the start of the next", () => {
  const data = new Uint16Array([0, 0, 0, 9, 0, 0, 0, 0, 9, 0, 0, 0]);
  assertEquals(blobAreas({ width: 4, height: 3, data }, 5), [1, 1]);
});

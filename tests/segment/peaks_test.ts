import { assert, assertEquals } from "@std/assert";
import { peaks } from "../../lib/segment/peaks.ts";
import reference from "./fixtures/blocks.json" with { type: "json" };

const marked = (labels: Int32Array) => [...labels].map((label) => label > 0 ? 1 : 0);

Deno.test("peaks() are skimage.morphology.local_maxima, plateaus included", () => {
  for (const { width, levels, maxima } of reference.floods) {
    assertEquals(marked(peaks(Uint16Array.from(levels), width).labels), maxima);
  }
});

Deno.test("peaks() with a height are skimage.morphology.h_maxima; of equal joined peaks the first stays", () => {
  for (const [index, { width, levels, hMaxima }] of reference.floods.entries()) {
    for (const { h, found } of hMaxima) {
      const joined = (peak: number, saddle: number) => peak - saddle < h;
      const own = marked(peaks(Uint16Array.from(levels), width, { joined }).labels);
      // Only the image of 41 levels has equal peaks.
      if (index < 2) assertEquals(own, found);
      assert(own.every((inside, i) => inside === 0 || found[i] === 1));
      assert(found.filter(Boolean).length - own.filter(Boolean).length <= 2);
    }
  }
});

Deno.test("peaks() may join by a share of the peak, whatever the scale", () => {
  const joined = (peak: number, saddle: number) => saddle > 0.8 * peak;
  for (const scale of [1, 50]) {
    const levels = Uint16Array.from([1, 100, 85, 90, 30, 60, 1], (level) => level * scale);
    assertEquals([...peaks(levels, 7, { joined }).labels], [0, 1, 0, 0, 0, 2, 0]);
  }
});

Deno.test("peaks() looks only inside the mask", () => {
  const levels = new Uint16Array([9, 1, 5, 5]), mask = new Uint8Array([0, 1, 1, 0]);
  assertEquals([...peaks(levels, 4, { mask }).labels], [0, 0, 1, 0]);
});

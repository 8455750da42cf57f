import { assert, assertEquals } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { distanceTransform, squaredDistance } from "../../lib/segment/distance.ts";
import reference from "./fixtures/blocks.json" with { type: "json" };

Deno.test("distanceTransform() equals scipy.ndimage.distance_transform_edt within 1e-6", () => {
  for (const { width, mask, distance } of reference.masks) {
    const found = distanceTransform(Uint8Array.from(mask), width);
    found.forEach((value, i) => assert(Math.abs(value - distance[i]!) < 1e-6, `pixel ${i}`));
  }
});

Deno.test("squaredDistance() equals the distances to all background pixels, tried one by one", () => {
  const random = new Random(3), width = 33, height = 21;
  for (const share of [0.5, 0.9, 0.998]) {
    const mask = Uint8Array.from(
      { length: width * height },
      () => random.uniform() < share ? 1 : 0,
    );
    mask[random.integer(mask.length)] = 0;
    const found = squaredDistance(mask, width);
    for (let i = 0; i < mask.length; i++) {
      let nearest = Infinity;
      for (let j = 0; j < mask.length; j++) {
        if (mask[j] !== 0) continue;
        const dx = i % width - j % width, dy = Math.floor(i / width) - Math.floor(j / width);
        nearest = Math.min(nearest, dx * dx + dy * dy);
      }
      assertEquals(found[i], nearest);
    }
  }
});

Deno.test("distanceTransform() is infinite where there is no background, and 0 where there is nothing else", () => {
  assertEquals([...distanceTransform(new Uint8Array(4).fill(1), 2)], Array(4).fill(Infinity));
  assertEquals([...distanceTransform(new Uint8Array(4), 2)], [0, 0, 0, 0]);
  assertEquals(distanceTransform(new Uint8Array(0), 0).length, 0);
});

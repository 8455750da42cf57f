import { assertEquals } from "@std/assert";
import { cachedBatches, imageBatches } from "../../../lib/learn/activation_cache.ts";
import { flips, orient } from "../../../lib/learn/fit/orient.ts";
import type { Batches } from "../../../lib/learn/network.ts";

const images = [1, 2, 3].map((k) => ({
  shape: [2, 1, 1],
  data: new Float32Array([k, 10 * k]),
}));
const orientations = flips.both!;
const cache = {
  shape: [2, 1, 1],
  count: 3,
  orientations,
  key: "",
  found: 0,
  read: (i: number, way = 0) => Promise.resolve(orient(images[i]!, orientations[way]!)),
};

async function numbers(batches: Batches) {
  const all = await Array.fromAsync(batches);
  return all.map(({ inputs, targets }) => [...inputs[0]!.data, ...targets.data]);
}

Deno.test("cachedBatches() draws the images and orientations that imageBatches() draws", async () => {
  const seen = new Set<string>();
  for (let epoch = 1; epoch < 9; epoch++) {
    const options = { size: 2, epoch };
    const found = await numbers(cachedBatches(cache, [7, 8, 9], options));
    const other = await numbers(imageBatches((i) => images[i]!, orientations, [7, 8, 9], options));
    assertEquals(found, other);
    seen.add(JSON.stringify(found));
  }
  assertEquals(seen.size, 8);
});

Deno.test("cachedBatches() without an epoch gives rows in order, as they are", async () => {
  const found = await numbers(cachedBatches(cache, [5, 6], { rows: [2, 0] }));
  assertEquals(found, [[3, 30, 1, 10, 5, 6]]);
});

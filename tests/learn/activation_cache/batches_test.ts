import { assert, assertEquals } from "@std/assert";
import { cachedBatches } from "../../../lib/learn/activation_cache.ts";
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

Deno.test("cachedBatches() draws each image once an epoch, in any of its orientations", async () => {
  const seen = new Set<string>(), ways = new Map<number, Set<string>>();
  for (let epoch = 1; epoch < 40; epoch++) {
    const options = { size: 3, epoch },
      [found] = await numbers(cachedBatches(cache, [7, 8, 9], options));
    assertEquals(await numbers(cachedBatches(cache, [7, 8, 9], options)), [found]);
    assertEquals(found!.slice(6).sort(), [7, 8, 9]);
    found!.slice(6).forEach((target, i) => {
      const k = target - 6, laid = `${found!.slice(2 * i, 2 * i + 2)}`;
      assert([`${k},${10 * k}`, `${10 * k},${k}`].includes(laid), laid);
      ways.set(target, (ways.get(target) ?? new Set()).add(laid));
    });
    seen.add(JSON.stringify(found));
  }
  assertEquals([...ways.values()].map(({ size }) => size), [2, 2, 2]);
  assert(seen.size > 20, `${seen.size}`);
});

Deno.test("cachedBatches() without an epoch gives rows in order, as they are", async () => {
  const found = await numbers(cachedBatches(cache, [5, 6], { rows: [2, 0] }));
  assertEquals(found, [[3, 30, 1, 10, 5, 6]]);
});

import { assertAlmostEquals, assertEquals } from "@std/assert";
import { plateBatches, plateImage, plateIntensities } from "../../lib/learn/plate_images.ts";

const pixels = new Uint16Array([1000, 1100, 1200, 5000]);
const images = [{ plate: "A", pixels }, { plate: "B", pixels }];
const limits = new Map([["A", [{ low: 0, high: 2000 }]], ["B", [{ low: 1000, high: 2000 }]]]);
const plates = { side: 2, images, limits };

Deno.test("plateImage() scales an image by the limits of its plate", () => {
  assertEquals(plateImage(plates, 0).data, new Float32Array([0.5, 0.55, 0.6, 2.5]));
  assertEquals(plateImage(plates, 1).data, new Float32Array([0, 0.1, 0.2, 4]));
});

Deno.test("plateImage() at 8 bits keeps one of 256 grey values of the whole range", () => {
  const [first, second] = plateImage(plates, 0, 8).data;
  // 1000 and 1100 lie nearest to 4 · 257.
  assertAlmostEquals(first!, 4 * 257 / 2000, 1e-6);
  assertEquals(second, first);
});

Deno.test("plateBatches() changes images in training only", async () => {
  const read = async (options: Parameters<typeof plateBatches>[3]) => {
    const found: number[][] = [];
    for await (const { inputs } of plateBatches(plates, [1], [7], options)) {
      found.push([...inputs[0]!.data]);
    }
    return found[0]!;
  };
  const plain = await read({});
  assertEquals(await read({ augment: {} }), plain);
  const changed = await Promise.all(
    Array.from({ length: 6 }, (_, i) => read({ augment: {}, epoch: i + 1 })),
  );
  assertEquals(changed.some((image) => image.join() !== plain.join()), true);
  for (const image of changed) assertEquals(image.sort(), [...plain].sort());
  assertEquals(await read({ epoch: 3 }), plain);
});

Deno.test("plateIntensities() gives mean and deviation of each channel in units of the plate", () => {
  // Two by two pixels of two channels: 0 and 100 in the first, always 15 in the second.
  const images = [{ plate: "A", pixels: new Uint16Array([0, 15, 100, 15, 0, 15, 100, 15]) }];
  const limits = new Map([["A", [{ low: 0, high: 200 }, { low: 10, high: 20 }]]]);
  assertEquals([...plateIntensities({ side: 2, images, limits })], [0.25, 0.25, 0.5, 0]);
});

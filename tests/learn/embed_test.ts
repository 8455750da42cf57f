import { assertEquals, assertRejects } from "@std/assert";
import { type Embedder, embeddingNames, embedImages } from "../../lib/learn/embed.ts";

/** Sum and first value of each image of 2 × 2; keeps the sizes of its batches. */
function summing(): Embedder & { batches: number[] } {
  const batches: number[] = [];
  return {
    name: "sum",
    size: 2,
    channels: 1,
    length: 2,
    batches,
    embed: (batch) => {
      const n = batch.length / 4;
      batches.push(n);
      const vectors = new Float32Array(2 * n);
      for (let i = 0; i < n; i++) {
        const image = batch.subarray(4 * i, 4 * i + 4);
        vectors.set([image.reduce((a, b) => a + b), image[0]!], 2 * i);
      }
      return Promise.resolve(vectors);
    },
    dispose: () => {},
  };
}

Deno.test("images are embedded in their order, a batch at a time, and made only when needed", async () => {
  const embedder = summing();
  let made = 0;
  const images = function* () {
    for (let i = 0; i < 5; i++) {
      made++;
      yield new Float32Array([i, 1, 1, 1]);
    }
  };
  const vectors = await embedImages(embedder, images(), { batch: 2 });
  assertEquals([...vectors], [3, 0, 4, 1, 5, 2, 6, 3, 7, 4]);
  assertEquals([embedder.batches, made], [[2, 2, 1], 5]);
  assertEquals((await embedImages(embedder, [])).length, 0);
});

Deno.test("an image of another size and a vector that is not finite are refused", async () => {
  const small = [new Float32Array(3)];
  await assertRejects(() => embedImages(summing(), small), Error, "allowed: 2 × 2 × 1");
  const bad = [new Float32Array([NaN, 0, 0, 0])];
  await assertRejects(() => embedImages(summing(), bad), Error, "a number that is not finite");
});

Deno.test("a stop is heard between batches", async () => {
  const stop = new AbortController(), embedder = summing();
  const images = function* () {
    yield new Float32Array(4);
    stop.abort(new Error("enough"));
    yield new Float32Array(4);
  };
  const run = () => embedImages(embedder, images(), { batch: 1, signal: stop.signal });
  await assertRejects(run, Error, "enough");
  assertEquals(embedder.batches, [1]);
});

Deno.test("names of features sort as their numbers do", () => {
  const names = embeddingNames({ name: "n", length: 2048 });
  assertEquals([names[9], names[2047], [...names].sort()], ["n_0009", "n_2047", names]);
});

import { assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { openBackend } from "../../lib/learn/backend.ts";
import { hcsBackbone } from "../../lib/learn/backbone/hcs_small.ts";
import { cachedBatches, cacheFeatures, flips, memoryStore } from "../../lib/learn/feature_cache.ts";
import { flipped } from "../../lib/learn/feature_cache/flip.ts";
import { fit } from "../../lib/learn/fit.ts";
import { hcsSmall } from "../../lib/learn/nets/hcs_small.ts";

const { tf } = await openBackend({ log: () => {} });
const random = new Random(1);
const images = Array.from({ length: 5 }, () => ({
  shape: [64, 64, 2],
  data: Float32Array.from({ length: 64 * 64 * 2 }, () => random.uniform()),
}));
const source = { count: images.length, image: (i: number) => images[i]! };
const from = "level4/down";

Deno.test("cacheFeatures() keeps what the frozen blocks give, for each flip", async () => {
  const backbone = hcsBackbone(tf, hcsSmall({ channels: 2, classes: 3 }, new Random(2)));
  const before = tf.memory().numTensors, calls: number[] = [];
  const cache = await cacheFeatures(tf, backbone, source, {
    from,
    flips,
    batch: 2,
    store: memoryStore(),
    onDone: (done) => calls.push(done),
  });
  assertEquals(tf.memory().numTensors, before);
  assertEquals([cache.shape, calls.at(-1), calls.length], [[8, 8, 128], 20, 12]);
  for (const [number, flip] of flips.entries()) {
    const image = flipped(images[4]!, flip);
    const expected = tf.tidy(() =>
      backbone.through(tf.tensor4d(image.data, [1, 64, 64, 2]), { to: "level3/same" }).dataSync()
    );
    const kept = await cache.read(4, number);
    kept.forEach((value, i) => assertAlmostEquals(value, expected[i]!, 1e-5));
  }
  backbone.dispose();
});

Deno.test("training on the cache equals training the same blocks behind the frozen ones", async () => {
  const whole = hcsSmall({ channels: 2, classes: 3 }, new Random(2));
  const backbone = hcsBackbone(tf, whole);
  const cache = await cacheFeatures(tf, backbone, source, { from, store: memoryStore() });
  const tail = await backbone.tail(from, 3, new Random(3));
  const targets = [0, 1, 2, 0, 1], rows = [0, 1, 2, 3, 4];
  const options = { epochs: 3, rate: 1e-2 };
  const cached = await fit(tf, tail, {
    ...options,
    train: (epoch) => cachedBatches(cache, rows, targets, { size: 2, epoch }),
  });
  const network = { ...whole, weights: { ...whole.weights, ...tail.weights } };
  const slow = await fit(tf, network, {
    ...options,
    frozen: (name) => !(name in tail.weights),
    train: async function* (epoch) {
      // The batches of the cache, with the images themselves in place of what is kept of them.
      const named = { ...cache, shape: [1], read: (i: number) => new Float32Array([i]) };
      for await (const batch of cachedBatches(named, rows, targets, { size: 2, epoch })) {
        const chosen = [...batch.inputs[0]!.data].map((i) => images[i]!.data);
        const data = new Float32Array(chosen.length * 8192);
        chosen.forEach((image, i) => data.set(image, i * 8192));
        yield { ...batch, inputs: [{ shape: [chosen.length, 64, 64, 2], data }] };
      }
    },
  });
  cached.history.forEach(({ loss }, i) => assertAlmostEquals(loss!, slow.history[i]!.loss!, 1e-4));
  backbone.dispose();
});

Deno.test("cachedBatches() flips images while training only", async () => {
  const read = (position: number, flip: number) => new Float32Array([10 * position + flip]);
  const cache = { from, shape: [1], count: 3, flips, read };
  const seen = new Set<number>();
  for (const epoch of Array.from({ length: 12 }, (_, i) => i + 1)) {
    for await (const { inputs } of cachedBatches(cache, [2], [0], { epoch })) {
      seen.add(inputs[0]!.data[0]!);
    }
  }
  assertEquals([...seen].sort(), [20, 21, 22, 23]);
  for await (const { inputs } of cachedBatches(cache, [2], [0])) {
    assertEquals([...inputs[0]!.data], [20]);
  }
});

Deno.test("cacheFeatures() refuses numbers that are not finite and images of another size", async () => {
  const backbone = hcsBackbone(tf, hcsSmall({ channels: 2, classes: 3 }, new Random(2)));
  const fill = (image: typeof images[0]) =>
    cacheFeatures(tf, backbone, { count: 1, image: () => image }, { from, store: memoryStore() });
  const broken = { shape: [64, 64, 2], data: new Float32Array(8192).fill(NaN) };
  await assertRejects(() => fill(broken), Error, "not finite in images 1 to 1");
  const small = { shape: [32, 32, 2], data: new Float32Array(2048) };
  await assertRejects(() => fill(small), Error, "n × 64 × 64 × 2");
  const none = cacheFeatures(tf, backbone, { count: 0, image: () => small }, {
    from,
    store: memoryStore(),
  });
  await assertRejects(() => none, Error, "no image");
  backbone.dispose();
});

Deno.test("memoryStore() takes no more than its bound", () => {
  assertThrows(() => memoryStore({ limit: 1023 })(16, 16), Error, "1023 bytes or fewer");
});

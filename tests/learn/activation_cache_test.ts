import { assert, assertEquals, assertRejects } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { cacheActivations } from "../../lib/learn/activation_cache.ts";
import { openBackend } from "../../lib/learn/backend.ts";
import { cutHcsSmall } from "../../lib/learn/cut.ts";
import { flips, orient } from "../../lib/learn/fit/orient.ts";
import { hcsSmall } from "../../lib/learn/nets/hcs_small.ts";
import { memoryStore } from "./activation_cache/memory_store.ts";
import { noise } from "./cut/both.ts";

const { tf } = await openBackend({ log: () => {} });
const network = hcsSmall({ channels: 1, classes: 2 }, new Random(1));
const cut = cutHcsSmall(tf, network, { from: "level3" });
const images = noise(cut.input, 5);
const usual = {
  count: images.length,
  read: (i: number) => images[i]!,
  images: "noise",
  orientations: flips.both!,
  batch: 2,
};

function direct(position: number, way: number): Float32Array {
  const { data } = orient(images[position]!, flips.both![way]!);
  return tf.tidy(() => cut.begin(tf.tensor4d(data, [1, 64, 64, 1])).dataSync() as Float32Array);
}

function far(found: Float32Array, expected: Float32Array): number {
  assertEquals(found.length, expected.length);
  return found.reduce((a, value, i) => Math.max(a, Math.abs(value - expected[i]!)), 0);
}

Deno.test("a cache keeps what the network gives for each image and orientation", async () => {
  const before = tf.memory().numTensors;
  for (const [bits, most] of [[32, 1e-6], [16, 2e-3]] as const) {
    const cache = await cacheActivations(tf, cut, { ...usual, bits });
    for (const [position, way] of [[0, 0], [4, 3], [3, 1]] as const) {
      const { shape, data } = await cache.read(position, way);
      assertEquals(shape, [16, 16, 64]);
      assert(far(data, direct(position, way)) < most);
    }
    await assertRejects(() => cache.read(5), RangeError, "image 5");
  }
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("a cache that was stopped goes on, and then holds the same", async () => {
  const store = memoryStore(), stop = new AbortController();
  const onDone = (done: number) => done >= 8 && stop.abort(new Error("stopped"));
  const stopped = { ...usual, store, signal: stop.signal, onDone };
  await assertRejects(() => cacheActivations(tf, cut, stopped), Error, "stopped");
  const pieces = store.pieces.size;
  assertEquals(pieces, 4);
  // A memory of two pieces: the others are read from the store.
  const rest = await cacheActivations(tf, cut, { ...usual, store, memory: 2 * 2 * 2 * 16384 });
  assertEquals([rest.found, store.writes], [8, 12]);
  const whole = await cacheActivations(tf, cut, usual);
  assertEquals(whole.found, 0);
  for (let way = 0; way < 4; way++) {
    for (const position of images.keys()) {
      assertEquals(await rest.read(position, way), await whole.read(position, way));
    }
  }
});

Deno.test("a cache of other weights, images or bits has another key", async () => {
  const store = memoryStore(), options = { ...usual, orientations: flips.none!, store };
  const keys = [(await cacheActivations(tf, cut, options)).key];
  keys.push((await cacheActivations(tf, cut, { ...options, images: "other" })).key);
  keys.push((await cacheActivations(tf, cut, { ...options, bits: 32 })).key);
  const other = cutHcsSmall(tf, hcsSmall({ channels: 1, classes: 2 }, new Random(2)), {
    from: "level3",
  });
  const { key, found } = await cacheActivations(tf, other, options);
  assertEquals([new Set([...keys, key]).size, found], [4, 0]);
  other.dispose();
});

Deno.test("a cache refuses what does not fit: too many for memory, another shape", async () => {
  const small = { ...usual, memory: 1e5 };
  await assertRejects(() => cacheActivations(tf, cut, small), Error, "Give it a store");
  const wrong = { shape: [32, 32, 1], data: new Float32Array(1024) };
  await assertRejects(
    () => cacheActivations(tf, cut, { ...usual, read: (i) => i === 3 ? wrong : images[i]! }),
    Error,
    "image 4",
  );
});

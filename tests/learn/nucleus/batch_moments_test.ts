import { assert, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import {
  applyNetwork,
  initialWeights,
  splitWeights,
} from "../../../lib/learn/nets/nucleus_unet.ts";
import { byBatch, foldBatches } from "../../../lib/learn/nucleus/batch_moments.ts";
import { makeExample } from "../../../lib/learn/nucleus/example.ts";
import { type Batch, cutTiles, imagesOf } from "../../../lib/learn/nucleus/tiles.ts";
import { discs } from "../discs.ts";

const { tf } = await openBackend({ log: () => {} });
const shape = { base: 3, levels: 3 };
const { image, labels } = discs(128, 128, 20, 8, 1);
const batch = (seed: number) => cutTiles([makeExample(image, labels)], 3, 32, new Random(seed));
const weights = initialWeights(shape, new Random(1))
  // Biases that are not 0 have to survive.
  .map((value, i) => value === 0 ? 0.1 * (i % 7 - 3) : value);

function maps(row: Float32Array, seen: Batch, normalized: boolean): Float32Array {
  return tf.tidy(() => {
    const layers = splitWeights(tf, tf.tensor1d(row), shape);
    const normalize = normalized ? byBatch(tf) : undefined;
    return applyNetwork(tf, layers, shape, imagesOf(tf, seen), normalize)
      .dataSync() as Float32Array;
  });
}

const apart = (a: Float32Array, b: Float32Array) =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

Deno.test("foldBatches() of one batch gives the maps that normalising this batch gives", async () => {
  const before = tf.memory().numTensors, seen = batch(1);
  const folded = await foldBatches(tf, weights, shape, [seen]);
  assertEquals(tf.memory().numTensors, before);
  const expected = maps(weights, seen, true);
  assert(apart(maps(folded, seen, false), expected) < 1e-4);
  assert(apart(maps(weights, seen, false), expected) > 0.01);
});

Deno.test("foldBatches() takes the mean of all batches", async () => {
  const [a, b, both] = await Promise.all(
    [[1], [2], [1, 2]].map((seeds) => foldBatches(tf, weights, shape, seeds.map(batch))),
  ) as [Float32Array, Float32Array, Float32Array];
  const one = initialWeights(shape, new Random(1)).findIndex((value) => value !== 0);
  // A kernel's number is divided by the root of the mean variance.
  const variance = (folded: Float32Array) => (weights[one]! / folded[one]!) ** 2;
  const mean = (variance(a) + variance(b)) / 2;
  assert(Math.abs(variance(both) / mean - 1) < 1e-3);
  assert(Math.abs(variance(a) / variance(b) - 1) > 0.01);
});

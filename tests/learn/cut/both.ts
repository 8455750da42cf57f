import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
import { assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { cacheActivations, cachedBatches } from "../../../lib/learn/activation_cache.ts";
import type { TensorFlow } from "../../../lib/learn/backend.ts";
import type { Cut } from "../../../lib/learn/cut.ts";
import { fit, type Numbers, sgd } from "../../../lib/learn/fit.ts";
import { flips, orient } from "../../../lib/learn/fit/orient.ts";
import type { Network } from "../../../lib/learn/network.ts";

/** Images of noise. */
export function noise([height, width, channels]: readonly number[], count: number) {
  const random = new Random(3);
  return Array.from({ length: count }, () => ({
    shape: [height!, width!, channels!],
    data: Float32Array.from({ length: height! * width! * channels! }, () => random.uniform()),
  }));
}

/** The whole network of a cut, from images on: it computes the beginning anew for every batch. */
function wholeOf(cut: Cut): Network {
  const { end } = cut, { train } = end;
  const begun = ([images]: readonly Tensor[]) => [cut.begin(images as Tensor4D)];
  return {
    ...end,
    inputs: [cut.input],
    apply: (tf, weights, inputs) => end.apply(tf, weights, begun(inputs)),
    ...(train && { train: (tf, weights, inputs, step) => train(tf, weights, begun(inputs), step) }),
  };
}

/** Trains, through a cache of 32 bits and without one. */
export async function both(tf: TensorFlow, cut: Cut, count: number, epochs = 2) {
  const images = noise(cut.input, count), targets = images.map((_, i) => i % 3);
  const read = (position: number) => images[position]!, orientations = flips.both!;
  const settings = { epochs, rate: 0.01, l2: 1e-3, optimizer: sgd({ momentum: 0.9 }) };
  const cache = await cacheActivations(tf, cut, {
    count,
    read,
    images: "noise",
    orientations,
    bits: 32,
    batch: 4,
  });
  const cached = await fit(tf, cut.end, {
    ...settings,
    train: (epoch) => cachedBatches(cache, targets, { epoch, size: 4 }),
    validation: () => cachedBatches(cache, targets, { size: 4 }),
  });
  // Keeps nothing but the images themselves.
  const direct = {
    ...cache,
    read: (i: number, way = 0) => Promise.resolve(orient(read(i), orientations[way]!)),
  };
  const whole = await fit(tf, wholeOf(cut), {
    ...settings,
    train: (epoch) => cachedBatches(direct, targets, { epoch, size: 4 }),
    validation: () => cachedBatches(direct, targets, { size: 4 }),
  });
  return { cached, whole, images, targets };
}

/** Largest distance of weights, over the largest of each tensor. */
export function apart(found: Numbers, expected: Numbers): number {
  assertEquals(Object.keys(found), Object.keys(expected));
  return Math.max(
    ...Object.entries(found).map(([name, data]) => {
      const other = expected[name]!,
        largest = other.reduce((a, b) => Math.max(a, Math.abs(b)), 1e-3);
      return data.reduce((a, value, i) => Math.max(a, Math.abs(value - other[i]!)), 0) / largest;
    }),
  );
}

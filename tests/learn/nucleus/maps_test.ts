import { assert, assertEquals, assertRejects } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { initialWeights, splitWeights } from "../../../lib/learn/nets/nucleus_unet.ts";
import { predictMaps } from "../../../lib/learn/nucleus/maps.ts";

const { tf } = await openBackend({ log: () => {} });
const shape = { base: 2, levels: 4 };

function layersOf(seed: number) {
  return tf.tidy(() =>
    splitWeights(tf, tf.tensor1d(initialWeights(shape, new Random(seed))), shape)
  );
}

function noise(width: number, height: number) {
  const random = new Random(9);
  return {
    width,
    height,
    data: Float32Array.from({ length: width * height }, () => random.normal()),
  };
}

function furthest(a: Float32Array, b: Float32Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}

Deno.test("predictMaps() by rectangles equals the whole image at once", async () => {
  const layers = layersOf(1), plane = noise(406, 300), before = tf.memory().numTensors;
  const whole = await predictMaps(tf, layers, shape, plane, { tile: 1024 });
  const tiled = await predictMaps(tf, layers, shape, plane, { tile: 64 });
  assert(furthest(whole.flows, tiled.flows) < 1e-5, `${furthest(whole.flows, tiled.flows)}`);
  assert(furthest(whole.inside, tiled.inside) < 1e-5);
  assertEquals(tf.memory().numTensors, before);
  tf.dispose(layers);
});

Deno.test("predictMaps() over four views turns its maps with a mirrored image", async () => {
  const layers = layersOf(2), plane = noise(64, 48), size = 32 * 24;
  const flip = <T extends Float32Array>(data: T, width = 32) =>
    data.map((_, i) => data[i - i % width + width - 1 - i % width]!) as T;
  const options = { views: 4 } as const;
  const straight = await predictMaps(tf, layers, shape, plane, options);
  const turned = await predictMaps(
    tf,
    layers,
    shape,
    { ...plane, data: flip(plane.data, 64) },
    options,
  );
  const across = flip(turned.flows.slice(size)).map((value) => -value);
  assert(furthest(straight.flows.slice(size), across) < 1e-5);
  assert(furthest(straight.flows.slice(0, size), flip(turned.flows.slice(0, size))) < 1e-5);
  assert(straight.inside.some((value) => value !== 0));
  tf.dispose(layers);
});

Deno.test("predictMaps() over eight views turns its maps with rows and columns exchanged", async () => {
  const layers = layersOf(2), plane = noise(64, 48);
  const swap = (data: Float32Array, width: number, height: number) =>
    data.map((_, i) => data[(i % height) * width + Math.floor(i / height)]!);
  const other = { width: 48, height: 64, data: swap(plane.data, 64, 48) };
  const straight = await predictMaps(tf, layers, shape, plane, { views: 8 });
  const turned = await predictMaps(tf, layers, shape, other, { views: 8 });
  const [down, across] = [straight.flows.slice(0, 768), straight.flows.slice(768)];
  assert(furthest(turned.inside, swap(straight.inside, 32, 24)) < 1e-5);
  assert(furthest(turned.flows.slice(0, 768), swap(across, 32, 24)) < 1e-5);
  assert(furthest(turned.flows.slice(768), swap(down, 32, 24)) < 1e-5);
  tf.dispose(layers);
});

Deno.test("predictMaps() frees what a view needed before the next one", async () => {
  const wide = { base: 16, levels: 3 }, plane = noise(96, 96);
  const layers = tf.tidy(() =>
    splitWeights(tf, tf.tensor1d(initialWeights(wide, new Random(2))), wide)
  );
  const peakOf = async (views: 1 | 4 | 8) => {
    const { peakBytes } = await tf.profile(async () => {
      await predictMaps(tf, layers, wide, plane, { views });
      return [];
    });
    return peakBytes;
  };
  const once = await peakOf(1), eight = await peakOf(8);
  assert(eight < 1.5 * once, `${eight} of ${once} bytes`);
  tf.dispose(layers);
});

Deno.test("predictMaps() refuses an image with an odd number of pixels", async () => {
  const layers = layersOf(2);
  await assertRejects(() => predictMaps(tf, layers, shape, noise(7, 8)), RangeError, "found 7 × 8");
  tf.dispose(layers);
});

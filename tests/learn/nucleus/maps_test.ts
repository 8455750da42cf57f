import { assert, assertEquals } from "@std/assert";
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

Deno.test("predictMaps() by squares equals the whole image at once", async () => {
  const layers = layersOf(1), plane = noise(203, 150), before = tf.memory().numTensors;
  const whole = await predictMaps(tf, layers, shape, plane, { tile: 1024 });
  const tiled = await predictMaps(tf, layers, shape, plane, { tile: 64 });
  assert(furthest(whole.flows, tiled.flows) < 1e-5, `${furthest(whole.flows, tiled.flows)}`);
  assert(furthest(whole.inside, tiled.inside) < 1e-5);
  assertEquals(tf.memory().numTensors, before);
  tf.dispose(layers);
});

Deno.test("predictMaps() over mirror images turns its maps with a mirrored image", async () => {
  const layers = layersOf(2), plane = noise(32, 24), size = 32 * 24;
  const flip = <T extends Float32Array>(data: T) =>
    data.map((_, i) => data[i - i % 32 + 31 - i % 32]!) as T;
  const options = { mirrored: true };
  const straight = await predictMaps(tf, layers, shape, plane, options);
  const turned = await predictMaps(
    tf,
    layers,
    shape,
    { ...plane, data: flip(plane.data) },
    options,
  );
  const across = flip(turned.flows.slice(size)).map((value) => -value);
  assert(furthest(straight.flows.slice(size), across) < 1e-5);
  assert(furthest(straight.flows.slice(0, size), flip(turned.flows.slice(0, size))) < 1e-5);
  assert(straight.inside.some((value) => value !== 0));
  tf.dispose(layers);
});

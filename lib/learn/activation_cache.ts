import { InputError } from "../core/errors.ts";
import { packed, Shelf, unpacked } from "./activation_cache/shelf.ts";
import type { ActivationStore } from "./activation_cache/store.ts";
import type { TensorFlow } from "./backend.ts";
import type { Cut } from "./cut.ts";
import { orient, type Orientation } from "./fit/orient.ts";
import type { Weight } from "./network.ts";

export { cachedBatches, type CachedBatchesOptions } from "./activation_cache/batches.ts";
export type { ActivationStore } from "./activation_cache/store.ts";

/** How {@link cacheActivations} works. */
export interface CacheOptions {
  /** Number of images. */
  count: number;
  /** Gives an image as the network takes it, from memory or disk. */
  read: (position: number) => Weight | Promise<Weight>;
  /** A text that is another one for all other images, such as a fingerprint of their pixels. */
  images: string;
  /** Ways in which each image is laid, one cache each; defaults to *same*. */
  orientations?: readonly Orientation[];
  /** Bits of a number: 16 keeps three digits in half the memory; defaults to *16*. */
  bits?: 16 | 32;
  /** Images that go through the network together, which bounds its memory; defaults to *16*. */
  batch?: number;
  /** Most that stays in memory, bytes; what is more goes to the store; defaults to *1 GiB*. */
  memory?: number;
  /** Keeps what was computed, so that it is computed once; defaults to *none*. */
  store?: ActivationStore;
  /** Stops between batches. */
  signal?: AbortSignal;
  /** Called after each batch with the images done, counted in each orientation. */
  onDone?: (done: number, total: number) => void;
}

/** What the beginning of a network gives for images. */
export interface ActivationCache {
  /** Shape of what is kept of one image. */
  readonly shape: readonly number[];
  /** Number of images. */
  readonly count: number;
  /** Ways in which each image was laid. */
  readonly orientations: readonly Orientation[];
  /** Name of it all: another one for other weights, images or bits. */
  readonly key: string;
  /** Images that were found in the store, counted in each orientation. */
  readonly found: number;
  /**
   * What was kept of an image.
   *
   * @param position Number of the image.
   * @param orientation Place of the orientation in `orientations`; defaults to *0*.
   */
  read(position: number, orientation?: number): Promise<Weight>;
}

/**
 * Runs the frozen beginning of a network once for every image and orientation, and keeps what it gives:
 * training the rest then costs the rest only.
 *
 * Images are laid before they go through the network, since its steps of two pixels do not commute with
 * a flip. With a store an interrupted run goes on: a piece is there whole or not at all.
 *
 * @param tf TensorFlow.js.
 * @param cut The network, cut in two.
 * @param options Images, orientations, memory, store.
 * @returns What was kept; with 32 bits exactly what the network gave.
 * @throws {InputError} where it does not fit into memory and there is no store, for an image of another
 * shape, a number that 16 bits cannot hold.
 * @throws {Error} the signal's reason, if it stops.
 *
 * @example
 * ```ts
 * import { cacheActivations } from "./activation_cache.ts";
 * import { cutHcsSmall } from "./cut.ts";
 * import { openBackend } from "./backend.ts";
 * import { hcsSmall } from "./nets/hcs_small.ts";
 * import { Random } from "../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ log: () => {} });
 * const cut = cutHcsSmall(tf, hcsSmall({ channels: 1, classes: 2 }, new Random(1)));
 * const image = { shape: [64, 64, 1], data: new Float32Array(4096).fill(1) };
 * const cache = await cacheActivations(tf, cut, { count: 2, read: () => image, images: "ones" });
 * assertEquals((await cache.read(1)).shape, [192]);
 * cut.dispose();
 * ```
 */
export async function cacheActivations(
  tf: TensorFlow,
  cut: Cut,
  options: CacheOptions,
): Promise<ActivationCache> {
  const { count, orientations = ["same"], bits = 16, batch = 16, store, signal } = options;
  const { memory = 2 ** 30 } = options, length = cut.shape.reduce((a, b) => a * b, 1);
  const each = length * bits / 8, needed = each * count * orientations.length;
  if (needed > memory && store === undefined) {
    throw new InputError("Cannot keep what the frozen part of the network gives", {
      found: `${(needed / 2 ** 20).toFixed(0)} MiB for ${count} images`,
      allowed: `${(memory / 2 ** 20).toFixed(0)} MiB in memory`,
      hint: "Give it a store, take fewer flips or 16 bits",
    });
  }
  const key = await keyOf(cut, { images: options.images, bits, batch });
  const shelf = new Shelf({ key, each, memory, ...(store === undefined ? {} : { store }) });
  const total = count * orientations.length;
  let done = 0, found = 0;
  for (let start = 0; start < count; start += batch) {
    const size = Math.min(batch, count - start), images: Weight[] = [];
    for (const orientation of orientations) {
      signal?.throwIfAborted();
      const piece = { orientation, number: start / batch, images: size };
      if (await shelf.find(piece)) found += size;
      else {
        if (images.length === 0) images.push(...await readImages(cut, options, start, size));
        const laid = images.map((image) => orient(image, orientation));
        const values = await run(tf, cut, laid);
        await shelf.put(piece, packed(values, bits, `images ${start + 1} to ${start + size}`));
      }
      options.onDone?.(done += size, total);
    }
  }
  return {
    shape: cut.shape,
    count,
    orientations,
    key,
    found,
    read: async (position, orientation = 0) => {
      const way = orientations[orientation];
      if (!(position >= 0 && position < count) || way === undefined) {
        throw new RangeError(`There is no image ${position} in orientation ${orientation}`);
      }
      const number = Math.floor(position / batch);
      const bytes = await shelf.read(
        { orientation: way, number, images: Math.min(batch, count - number * batch) },
        position - number * batch,
      );
      return { shape: cut.shape, data: unpacked(bytes, bits) };
    },
  };
}

async function readImages(
  cut: Cut,
  { read }: CacheOptions,
  start: number,
  size: number,
): Promise<Weight[]> {
  const images = await Promise.all(Array.from({ length: size }, (_, i) => read(start + i)));
  const wanted = cut.input.join(" × ");
  images.forEach(({ shape }, i) => {
    if (shape.join(" × ") === wanted) return;
    throw new InputError(`Cannot put image ${start + i + 1} into the network ${cut.name}`, {
      found: shape.join(" × "),
      allowed: wanted,
    });
  });
  return images;
}

async function run(tf: TensorFlow, cut: Cut, images: readonly Weight[]): Promise<Float32Array> {
  const pixels = cut.input.reduce((a, b) => a * b, 1);
  const together = new Float32Array(images.length * pixels);
  images.forEach(({ data }, i) => together.set(data, i * pixels));
  const values = tf.tidy(() => cut.begin(tf.tensor4d(together, [images.length, ...cut.input])));
  try {
    return await values.data() as Float32Array;
  } finally {
    values.dispose();
  }
}

async function keyOf(cut: Cut, settings: Record<string, unknown>): Promise<string> {
  const { name, input, shape } = cut, weights = await cut.fingerprint();
  const text = new TextEncoder().encode(JSON.stringify({ name, input, shape, weights, settings }));
  return new Uint8Array(await crypto.subtle.digest("SHA-256", text)).toHex();
}

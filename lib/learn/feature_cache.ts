import type { Tensor4D } from "@tensorflow/tfjs";
import { InputError } from "../core/errors.ts";
import type { TensorFlow } from "./backend.ts";
import { type Backbone, blockBefore } from "./backbone.ts";
import { batchesOf, type BatchesOptions } from "./fit/batches.ts";
import { type Batches, inputTensors, type Weight } from "./network.ts";
import { type Flip, flipped } from "./feature_cache/flip.ts";

export { type Flip, flips } from "./feature_cache/flip.ts";

/** Where activations are kept: in memory, or in a file. */
export interface FeatureStore {
  /**
   * Keeps the next rows; rows come in order.
   *
   * @param rows Activations, one after the other [rows × length].
   */
  append(rows: Float32Array): void | Promise<void>;
  /** Says that all rows are there. */
  finish(): void | Promise<void>;
  /** Brings one row back [length]. */
  read(row: number): Float32Array | Promise<Float32Array>;
}

/** Images that a cache is filled with, made as they are needed. */
export interface CachedImages {
  /** Number of images. */
  count: number;
  /** One image [size × size × channels], not augmented. */
  image: (position: number) => Weight;
}

/** How {@link cacheFeatures} works. */
export interface CacheOptions {
  /** First block that will be trained: what the one before gives is kept. */
  from: string;
  /** Where it is kept. */
  store: (rows: number, length: number) => FeatureStore | Promise<FeatureStore>;
  /** Ways in which images are flipped, one cache each; defaults to *none alone*. */
  flips?: readonly Flip[];
  /** Images that are run at once; defaults to *32*. */
  batch?: number;
  /** Called after each batch with the number of images done, flips counted singly. */
  onDone?: (done: number, total: number) => void;
  /** Stops between batches. */
  signal?: AbortSignal;
}

/** What the frozen blocks give for all images, in all ways of flipping. */
export interface FeatureCache {
  /** First block that is trained. */
  from: string;
  /** Shape of what is kept of one image. */
  shape: readonly number[];
  /** Number of images. */
  count: number;
  /** Ways in which they are flipped. */
  flips: readonly Flip[];
  /** What is kept of an image, flipped in the n-th way. */
  read(position: number, flip: number): Float32Array | Promise<Float32Array>;
}

/**
 * Runs the frozen blocks once for each image and flip, and keeps what they give: training the blocks
 * above then costs those blocks only, epoch after epoch.
 *
 * Only augmentations that can be counted can be cached: a flip is one of four, so there is one cache
 * for each.
 *
 * @param tf TensorFlow.js.
 * @param backbone The network.
 * @param images The images.
 * @param options Boundary, flips, where it is kept.
 * @throws {InputError} if an image is not of the network's size, or the frozen blocks give a number that is
 * not finite.
 * @throws {RangeError} if nothing is frozen before the block.
 *
 * @example
 * ```ts
 * import { cacheFeatures, memoryStore } from "./feature_cache.ts";
 * import { hcsBackbone } from "./backbone/hcs_small.ts";
 * import { hcsSmall } from "./nets/hcs_small.ts";
 * import { openBackend } from "./backend.ts";
 * import { Random } from "../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const backbone = hcsBackbone(tf, hcsSmall({ channels: 1, classes: 2 }, new Random(1)));
 * const image = () => ({ shape: [64, 64, 1], data: new Float32Array(64 * 64).fill(1) });
 * const cache = await cacheFeatures(tf, backbone, { count: 1, image }, {
 *   from: "level4/down",
 *   store: memoryStore(),
 * });
 * assertEquals(cache.shape, [8, 8, 128]);
 * ```
 */
export async function cacheFeatures(
  tf: TensorFlow,
  backbone: Backbone,
  { count, image }: CachedImages,
  options: CacheOptions,
): Promise<FeatureCache> {
  const { from, flips = ["none"], batch = 32, onDone, signal } = options;
  const { name, size, channels } = backbone, to = blockBefore(backbone, from);
  const network = { kind: name, inputs: [[size, size, channels]] };
  let store: FeatureStore | undefined, shape: number[] = [], done = 0;
  for (const flip of flips) {
    for (let start = 0; start < count; start += batch) {
      signal?.throwIfAborted();
      const rows = Array.from({ length: Math.min(batch, count - start) }, (_, i) => start + i);
      const inputs = [stacked(rows.map((row) => flipped(image(row), flip)))];
      const given = tf.tidy(() => {
        const [images] = inputTensors(tf, network, inputs, `image ${start + 1} and the next`);
        return backbone.through(backbone.prepare(images as Tensor4D), { to });
      });
      shape = given.shape.slice(1);
      const values = await given.data() as Float32Array;
      given.dispose();
      if (!values.every(Number.isFinite)) {
        throw new InputError(`Cannot cache what ${name} gives`, {
          found: `a number that is not finite in images ${start + 1} to ${start + rows.length}`,
          allowed: "finite numbers",
        });
      }
      store ??= await options.store(count * flips.length, values.length / rows.length);
      await store.append(values);
      onDone?.(done += rows.length, count * flips.length);
    }
  }
  if (store === undefined) throw new InputError("Cannot fill a cache", { found: "no image" });
  await store.finish();
  const kept = store;
  const read = (position: number, flip: number) => kept.read(flip * count + position);
  return { from, shape, count, flips, read };
}

function stacked(images: readonly Weight[]): Weight {
  const [first] = images as [Weight, ...Weight[]];
  const data = new Float32Array(images.length * first.data.length);
  images.forEach((image, i) => data.set(image.data, i * first.data.length));
  return { shape: [images.length, ...first.shape], data };
}

/** How {@link memoryStore} bounds memory. */
export interface MemoryStoreOptions {
  /** Most bytes that it may take; defaults to *2³⁰*, 1 GiB. */
  limit?: number;
}

/**
 * Keeps activations in memory.
 *
 * @param options Bound.
 * @returns For `store` of {@link cacheFeatures}; an {@link InputError} where the bound is passed.
 *
 * @example
 * ```ts
 * import { memoryStore } from "./feature_cache.ts";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const store = memoryStore()(2, 1);
 * store.append(new Float32Array([3, 4]));
 * assertEquals([...store.read(1) as Float32Array], [4]);
 * assertThrows(() => memoryStore({ limit: 7 })(2, 1), Error, "7 bytes or fewer");
 * ```
 */
export function memoryStore(
  { limit = 2 ** 30 }: MemoryStoreOptions = {},
): (rows: number, length: number) => FeatureStore {
  return (rows, length) => {
    if (4 * rows * length > limit) {
      throw new InputError("Cannot keep the activations in memory", {
        found: `${4 * rows * length} bytes`,
        allowed: `${limit} bytes or fewer`,
        hint: "Keep them in a file, or take fewer images or flips",
      });
    }
    const all = new Float32Array(rows * length);
    let at = 0;
    return {
      append: (values) => {
        all.set(values, at);
        at += values.length;
      },
      finish: () => {},
      read: (row) => all.subarray(row * length, (row + 1) * length),
    };
  };
}

/**
 * Batches of cached activations: while training each image comes flipped in a random way, else as it is.
 *
 * @param cache From {@link cacheFeatures}.
 * @param rows Positions of the images.
 * @param targets Class number of each of these.
 * @param options Size, epoch, seed.
 *
 * @example
 * ```ts
 * import { cachedBatches, memoryStore } from "./feature_cache.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const store = memoryStore()(2, 1);
 * store.append(new Float32Array([3, 4]));
 * const read = (position: number) => store.read(position);
 * const cache = { from: "b", shape: [1], count: 2, flips: ["none" as const], read };
 * for await (const { inputs } of cachedBatches(cache, [1], [0])) {
 *   assertEquals([...inputs[0]!.data], [4]);
 * }
 * ```
 */
export function cachedBatches(
  { shape, flips, read }: FeatureCache,
  rows: readonly number[],
  targets: readonly number[],
  options: BatchesOptions = {},
): Batches {
  return batchesOf(rows.length, async (position, random) => {
    const flip = random === undefined ? 0 : random.integer(flips.length);
    const data = await read(rows[position] as number, flip);
    return { inputs: [{ shape, data }], target: targets[position] as number };
  }, options);
}

import { InputError } from "../core/errors.ts";

/** What turns images into vectors: a network with its weights, on some engine. */
export interface Embedder {
  /** Word for the names of its features, for example `inception_v3`. */
  readonly name: string;
  /** Side of its images, px. */
  readonly size: number;
  /** Channels of its images. */
  readonly channels: number;
  /** Their names, in its order; absent where its weights do not tell. */
  readonly channelNames?: readonly string[];
  /** Bits of the grey values that it learned; absent to leave them as they are. */
  readonly bits?: number;
  /** Whether it learned squares around cells as `scaledCrop` makes them; defaults to *false*. */
  readonly crops?: boolean;
  /** Numbers of a vector. */
  readonly length: number;
  /**
   * Embeds images; it normalises them itself.
   *
   * @param batch Images of values from 0 to 1, or scaled crops [n × size × size × channels].
   * @returns Vectors [n × length].
   */
  embed(batch: Float32Array): Promise<Float32Array>;
  /** Frees its weights. */
  dispose(): void;
}

/** How {@link embedImages} goes about it. */
export interface EmbedOptions {
  /** Images that are embedded at once, which bounds the memory; defaults to *16*. */
  batch?: number;
  /** Stops between batches. */
  signal?: AbortSignal;
}

/**
 * Embeds images, some at a time.
 *
 * @param embedder The network.
 * @param images Images, made as they are needed [size × size × channels] each, values from 0 to 1.
 * @param options Size of a batch.
 * @returns Vectors [images × length].
 * @throws {InputError} for an image of another size, or a vector with a number that is not finite.
 *
 * @example
 * ```ts
 * import { embedImages } from "./embed.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const mean = {
 *   name: "mean",
 *   size: 2,
 *   channels: 1,
 *   length: 1,
 *   embed: (batch: Float32Array) =>
 *     Promise.resolve(
 *       Float32Array.from({ length: batch.length / 4 }, (_, i) =>
 *         batch.subarray(4 * i, 4 * i + 4).reduce((a, b) => a + b) / 4),
 *     ),
 *   dispose: () => {},
 * };
 * const images = [new Float32Array([0, 0, 1, 1]), new Float32Array(4)];
 * assertEquals([...await embedImages(mean, images)], [0.5, 0]);
 * ```
 */
export async function embedImages(
  embedder: Embedder,
  images: Iterable<Float32Array>,
  { batch = 16, signal }: EmbedOptions = {},
): Promise<Float32Array> {
  const { name, size, channels, length } = embedder, pixels = size * size * channels;
  const parts: Float32Array[] = [];
  let waiting: Float32Array[] = [];
  const flush = async () => {
    if (waiting.length === 0) return;
    signal?.throwIfAborted();
    const together = new Float32Array(waiting.length * pixels);
    waiting.forEach((image, i) => together.set(image, i * pixels));
    waiting = [];
    const vectors = await embedder.embed(together);
    if (vectors.length !== length * together.length / pixels || !vectors.every(Number.isFinite)) {
      throw new InputError(`${name} gave vectors that cannot be used`, {
        found: vectors.every(Number.isFinite)
          ? `${vectors.length} numbers`
          : "a number that is not finite",
        hint: "The weights may be damaged",
      });
    }
    parts.push(vectors);
  };
  for (const image of images) {
    if (image.length !== pixels) {
      throw new InputError(`Cannot embed with ${name}`, {
        found: `an image of ${image.length} values`,
        allowed: `${size} × ${size} × ${channels}`,
      });
    }
    waiting.push(image);
    if (waiting.length >= batch) await flush();
  }
  await flush();
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/**
 * Names of an embedder's features, `inception_v3_0000` and so on.
 *
 * @example
 * ```ts
 * import { embeddingNames } from "./embed.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(embeddingNames({ name: "net", length: 2 }), ["net_0000", "net_0001"]);
 * ```
 */
export function embeddingNames({ name, length }: Pick<Embedder, "name" | "length">): string[] {
  return Array.from({ length }, (_, i) => `${name}_${String(i).padStart(4, "0")}`);
}

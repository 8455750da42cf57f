import type { Embedder } from "../embed.ts";

/** Shares of the pixels that are darker than what is taken. */
const levels = [0.01, 0.1, 0.5, 0.9, 0.99] as const;

/** How {@link intensityEmbedder} is built. */
export interface IntensityOptions {
  /** Side of its images, px; defaults to *128*. */
  size?: number;
  /** Channels of its images; defaults to *3*. */
  channels?: number;
}

/**
 * No network at all: mean, standard deviation and quantiles (1, 10, 50, 90, 99 %) of the brightness of
 * each channel. What a network knows about cells must go beyond it.
 *
 * @param options Size of its images.
 *
 * @example
 * ```ts
 * import { intensityEmbedder } from "./intensity.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const plain = intensityEmbedder({ size: 2, channels: 1 });
 * const [mean, deviation] = await plain.embed(new Float32Array([0, 0, 1, 1]));
 * assertEquals([mean, deviation, plain.length], [0.5, 0.5, 7]);
 * ```
 */
export function intensityEmbedder({ size = 128, channels = 3 }: IntensityOptions = {}): Embedder {
  const pixels = size * size, length = channels * (2 + levels.length);
  return {
    name: "intensity",
    size,
    channels,
    length,
    embed: (batch) => {
      const vectors = new Float32Array(batch.length / (pixels * channels) * length);
      const own = new Float32Array(pixels);
      for (let at = 0, from = 0; from < batch.length; from += pixels * channels) {
        for (let channel = 0; channel < channels; channel++) {
          for (let i = 0; i < pixels; i++) own[i] = batch[from + i * channels + channel] as number;
          for (const value of describe(own)) vectors[at++] = value;
        }
      }
      return Promise.resolve(vectors);
    },
    dispose: () => {},
  };
}

/** Sorts in place. */
function describe(values: Float32Array): number[] {
  let sum = 0, squares = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  for (const value of values) squares += (value - mean) ** 2;
  values.sort();
  const last = values.length - 1;
  const quantiles = levels.map((level) => values[Math.round(level * last)] as number);
  return [mean, Math.sqrt(squares / values.length), ...quantiles];
}

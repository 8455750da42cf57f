import { InputError } from "../../core/errors.ts";
import type { IndexedField } from "../../data/index_file.ts";
import { embedImages } from "../../learn/embed.ts";
import type { Model } from "../../learn/model_file.ts";
import { keepEngine, keptEngine } from "../embed/engine.ts";
import { plateLimits } from "../embed/limits.ts";
import { loadEmbedder } from "../embedders.ts";
import { readImage } from "../train/inception_task.ts";
import type { ClassifierOptions, FieldClassifier } from "./classifier.ts";

/** Fields whose images are in memory at once. */
const BATCH = 16;

/**
 * Study B's network as `c2s train inception_v3` has saved it: its last pool, on the fastest engine, and
 * its last layer.
 *
 * @param model What its file holds.
 * @param options Channels; its file.
 * @throws {InputError} if weights do not fit, or for measurements, which it cannot read.
 */
export async function openInception(
  model: Model,
  { channels, metadata, file, out, log }: ClassifierOptions & { file: string },
): Promise<FieldClassifier> {
  if (metadata !== undefined) {
    throw new InputError("Inception V3 reads images alone", {
      option: "--metadata",
      found: metadata.file,
      allowed: "nothing",
    });
  }
  const { embedder, engine, sha256: weights } = await loadEmbedder("inception_v3", {
    checkpoint: file,
    engine: async (weights) => await keptEngine(out, weights) ?? "auto",
    log,
  });
  // Two engines differ in the last digits: what goes on here is made by one.
  await keepEngine(out, { weights, engine });
  return {
    scores: async (rows, { signal, onField, onBad }) => {
      const stop = signal === undefined ? {} : { signal };
      const limits = await plateLimits({ channels: [], fields: [...rows] }, undefined, {
        channels,
        skipBad: onBad !== undefined,
        ...stop,
      });
      const { size: side, bits } = embedder;
      const read = (from: number) => {
        const part = rows.slice(from, from + BATCH).map(async (row: IndexedField) => {
          try {
            return (await readImage(row, { channels, limits, side, bits })).data as Float32Array;
          } catch (error) {
            if (onBad === undefined || !(error instanceof InputError)) throw error;
            onBad(error, row);
            return undefined;
          }
        });
        const images = Promise.all(part);
        // Images are read while those before go through the network: an error waits for its turn.
        images.catch(() => {});
        return images;
      };
      const scores = new Float32Array(rows.length * model.classes.length);
      let next = read(0), filled = 0;
      for (let from = 0; from < rows.length; from += BATCH) {
        const all = await next, images = all.filter((image) => image !== undefined);
        next = read(from + BATCH);
        const pooled = await embedImages(embedder, images, { batch: BATCH, ...stop });
        const found = lastLayer(model, pooled, embedder.length);
        scores.set(found, filled);
        filled += found.length;
        all.forEach(() => onField?.());
      }
      return scores.subarray(0, filled);
    },
    dispose: () => embedder.dispose(),
  };
}

/**
 * Scores of the classes by the last layer of a network in torchvision's form.
 *
 * @param model With `fc.weight` [classes × d] and `fc.bias` [classes].
 * @param pooled Vectors of the last pool [n × d].
 * @param length d.
 * @returns Scores before softmax [n × classes].
 *
 * @example
 * ```ts
 * import { lastLayer } from "./inception_v3.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const weights = {
 *   "fc.weight": new Float32Array([1, 0, 0, 2]),
 *   "fc.bias": new Float32Array([0.5, 0]),
 * };
 * const pooled = new Float32Array([3, 4]);
 * assertEquals([...lastLayer({ weights, classes: ["a", "b"] }, pooled, 2)], [3.5, 8]);
 * ```
 */
export function lastLayer(
  { weights, classes }: Pick<Model, "weights" | "classes">,
  pooled: Float32Array,
  length: number,
): Float32Array {
  const kernel = weights["fc.weight"]!, bias = weights["fc.bias"]!, k = classes.length;
  return Float32Array.from({ length: k * pooled.length / length }, (_, i) => {
    const row = Math.floor(i / k), c = i % k;
    let sum = bias[c]!;
    for (let j = 0; j < length; j++) sum += pooled[row * length + j]! * kernel[c * length + j]!;
    return sum;
  });
}

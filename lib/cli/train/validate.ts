import type { GreyImage } from "../../image/tiff.ts";
import type { TensorFlow } from "../../learn/backend.ts";
import { nucleiOf, type NucleusNetwork, openNucleusFinder } from "../../learn/nucleus_network.ts";
import { evaluateLabels, poolScores } from "../../segment/evaluate.ts";

/** An image whose nuclei are known. */
export interface Known {
  /** The image. */
  image: GreyImage;
  /** Its true labels [height × width]. */
  labels: Int32Array;
  /** Diameter to search with, px; defaults to an estimate from the image. */
  diameter?: number;
}

/** How network output becomes nuclei. */
export interface Settings {
  /** Threshold on the logit. */
  threshold: number;
  /** Largest flow error, 0 for any. */
  flowError: number;
}

/** Settings that are tried. */
export const candidates: readonly Settings[] = [0.4, 0.8, 1.6, 0].flatMap((flowError) =>
  [-0.5, 0, 0.5].map((threshold) => ({ threshold, flowError }))
);

/** Settings and how good they are. */
export interface Judged extends Settings {
  /** Pooled average precision TP / (TP + FP + FN) at an IoU of .5. */
  ap: number;
}

/**
 * Finds the settings with the best pooled average precision on known images; the network is applied
 * once to each.
 *
 * @param tf TensorFlow.js.
 * @param network The network; its own settings do not count.
 * @param images Images with their labels.
 * @param settings What to try.
 * @returns The best settings, the first of equally good ones.
 * @throws {Error} the signal's reason, if it stops.
 *
 * @example
 * ```ts
 * import { judge } from "./validate.ts";
 * import { countWeights } from "../../learn/nets/nucleus_unet.ts";
 * import { openBackend } from "../../learn/backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const shape = { base: 1, levels: 1 }, weights = new Float32Array(countWeights(shape));
 * const labels = new Int32Array(81).fill(1, 0, 30);
 * const image = { width: 9, height: 9, data: Uint16Array.from(labels) };
 * const network = { shape, weights, threshold: 0, flowError: 0, fold: 0 };
 * assertEquals((await judge(tf, network, [{ image, labels }])).ap, 0);
 * ```
 */
export async function judge(
  tf: TensorFlow,
  network: NucleusNetwork,
  images: readonly Known[],
  settings: readonly Settings[] = candidates,
  signal?: AbortSignal,
): Promise<Judged> {
  const finder = openNucleusFinder(tf, network);
  try {
    const scores = settings.map((): ReturnType<typeof evaluateLabels>[] => []);
    for (const { image, labels, diameter } of images) {
      signal?.throwIfAborted();
      const seen = await finder.look(image, diameter === undefined ? {} : { diameter });
      settings.forEach((setting, k) => {
        const found = nucleiOf(seen, setting);
        scores[k]?.push(evaluateLabels(labels, found, { thresholds: [0.5] }));
      });
    }
    const judged = settings.map((setting, k): Judged => {
      const [level] = poolScores(scores[k] ?? [], { resamples: 1 }).levels;
      return { ...setting, ap: level?.ap ?? 0 };
    });
    return judged.reduce((best, one) => one.ap > best.ap ? one : best);
  } finally {
    finder.dispose();
  }
}

import { InputError } from "../../core/errors.ts";
import { decodeImage } from "../../image/decode.ts";
import { evaluateLabels, type SegmentationScore } from "../../segment/evaluate.ts";
import { decodeLabels, type LabelImage } from "../../image/label_image.ts";
import { requireObjects } from "../../segment/require_objects.ts";
import { loadSegmenter } from "../segmenters.ts";

/** One image to be scored. */
export interface ImageTask {
  /** Path of the true labels. */
  labels: string;
  /** Path of labels to be judged; defaults to segmenting the image. */
  masks?: string;
  /** Path of the image. */
  image?: string;
  /** Name of the method that segments it. */
  method: string;
  /** File of weights of the method. */
  checkpoint?: string;
  /** Name of published weights of the method. */
  model?: string;
  /** Thresholds of intersection over union. */
  thresholds: number[];
  /** Diameter of a typical object, pixels. */
  diameter?: number;
}

/**
 * Reads or finds the labels of one image and scores them.
 *
 * @param task What to score.
 * @throws {InputError} naming the file that cannot be read, or whose size is another than its truth's.
 *
 * @example
 * ```ts
 * import { encodeTiff } from "../../image/tiff.ts";
 * import { scoreImage } from "./one_image.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const file = await Deno.makeTempFile();
 * const data = new Uint16Array([1, 1, 0, 2]);
 * await Deno.writeFile(file, await encodeTiff({ width: 2, height: 2, data }));
 * const task = { labels: file, masks: file, method: "", thresholds: [0.5] };
 * assertEquals((await scoreImage(task)).levels[0]?.f1, 1);
 * await Deno.remove(file);
 * ```
 */
export async function scoreImage(task: ImageTask): Promise<SegmentationScore> {
  const truth = await labelsOf(task.labels);
  const { thresholds, masks, image } = task;
  if (masks !== undefined) {
    const found = await labelsOf(masks);
    checkSame(found, truth, masks);
    return evaluateLabels(truth.labels, found.labels, { thresholds });
  }
  const file = image as string;
  const grey = decodeImage(await bytesOf(file), { file });
  checkSame(grey, truth, file);
  const { method, checkpoint, model, diameter } = task;
  const segment = await loadSegmenter(method, { checkpoint, model });
  const labels = await segment(grey, { diameter });
  return evaluateLabels(truth.labels, labels, { thresholds });
}

/** Labels of a file, which must not be the mask of all objects together. */
async function labelsOf(file: string): Promise<LabelImage> {
  return requireObjects(decodeLabels(await bytesOf(file), { file }), file);
}

function checkSame(
  found: Pick<LabelImage, "width" | "height">,
  truth: LabelImage,
  file: string,
): void {
  if (found.width === truth.width && found.height === truth.height) return;
  throw new InputError("An image and its true labels differ in size", {
    file,
    found: `${found.width} × ${found.height} pixels`,
    allowed: `${truth.width} × ${truth.height}, as the true labels have`,
  });
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await Deno.readFile(file);
  } catch (cause) {
    const found = cause instanceof Deno.errors.NotFound ? "no such file" : String(cause);
    throw new InputError("Cannot read an image", { file, found, cause });
  }
}

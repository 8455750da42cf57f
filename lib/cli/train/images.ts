import { InputError } from "../../core/errors.ts";
import { decodeImage } from "../../image/decode.ts";
import { type Example, makeExample, medianDiameter } from "../../learn/nucleus/example.ts";
import { decodeLabels } from "../../image/label_image.ts";
import { partOf, type PartOptions } from "../../segment/split.ts";
import { pairFiles } from "../score/pairs.ts";
import type { Known } from "./validate.ts";

/** Images that are learned, and images that choose. */
export interface TrainingImages {
  /** Images to learn, as the network takes them. */
  train: Example[];
  /** Images to choose with. */
  validation: Known[];
  /** Names of both. */
  names: string[];
}

/**
 * Reads the train and the validation images of two folders; test images are left alone.
 *
 * @param images Folder of grey images.
 * @param labels Folder of label images of the same names.
 * @param signal Stops the reading.
 * @param split Which fold is left alone; defaults to fold 0.
 * @throws {InputError} for a file that cannot be read, labels of another size, or where a part is
 * empty.
 */
export async function readTrainingImages(
  images: string,
  labels: string,
  signal: AbortSignal,
  split: PartOptions = {},
): Promise<TrainingImages> {
  const { pairs } = await pairFiles({ images, labels });
  const read: TrainingImages = { train: [], validation: [], names: [] };
  for (const { stem, paths } of pairs) {
    signal.throwIfAborted();
    const part = partOf(stem, split);
    if (part === "test") continue;
    const { image, labels: drawn } = await readKnown(
      paths.images as string,
      paths.labels as string,
    );
    read.names.push(stem);
    if (part === "train") read.train.push(makeExample(image, drawn));
    else read.validation.push({ image, labels: drawn });
  }
  if (read.train.length === 0 || read.validation.length === 0) {
    throw new InputError("Cannot train without train and validation images", {
      file: images,
      found: `${read.train.length} train, ${read.validation.length} validation of ${pairs.length}`,
      allowed: "at least one of each; the name of an image says which part it is in",
    });
  }
  return read;
}

async function readKnown(image: string, labels: string): Promise<Known> {
  const grey = decodeImage(await Deno.readFile(image), { file: image });
  const drawn = decodeLabels(await Deno.readFile(labels), { file: labels });
  if (drawn.width !== grey.width || drawn.height !== grey.height) {
    throw new InputError("Labels do not fit to their image", {
      file: labels,
      found: `${drawn.width} × ${drawn.height} pixels`,
      allowed: `${grey.width} × ${grey.height}`,
    });
  }
  return { image: grey, labels: drawn.labels };
}

/**
 * Known images as examples to learn.
 *
 * @example
 * ```ts
 * import { examplesOf } from "./images.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(examplesOf([]), []);
 * ```
 */
export function examplesOf(images: readonly Known[]): Example[] {
  return images.map(({ image, labels }) => makeExample(image, labels));
}

/**
 * The same images with their true diameter, so that states of a training can be compared quickly.
 *
 * @example
 * ```ts
 * import { withDiameters } from "./images.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(withDiameters([]), []);
 * ```
 */
export function withDiameters(images: readonly Known[]): Known[] {
  return images.flatMap(({ image, labels }) => {
    const diameter = medianDiameter(labels, image.width, image.height);
    return [{ image, labels, ...(diameter > 0 ? { diameter } : {}) }];
  });
}

/**
 * The pool that tiles are cut from, by repeating examples: an image as often as the root of its number
 * of nuclei, since crowded fields are the harder ones; drawn fields make up 10 % and empty ones 2 %.
 *
 * @example
 * ```ts
 * import { mix } from "./images.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(mix([], [], []), []);
 * ```
 */
export function mix(
  images: readonly Example[],
  drawn: readonly Example[],
  empty: readonly Example[],
): Example[] {
  const real = images.flatMap((example) => {
    const nuclei = new Set(example.labels).size - 1;
    return Array.from({ length: Math.max(1, Math.round(Math.sqrt(nuclei))) }, () => example);
  });
  const cycle = (list: readonly Example[], share: number) => {
    const length = list.length === 0 ? 0 : Math.max(1, Math.round(share * real.length));
    return Array.from({ length }, (_, i) => list[i % list.length] as Example);
  };
  return [...real, ...cycle(drawn, 0.1), ...cycle(empty, 0.02)];
}

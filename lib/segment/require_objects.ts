import { InputError } from "../core/errors.ts";
import type { LabelImage } from "../image/label_image.ts";
import { connectedComponents } from "./components.ts";

/** Pieces that one object may lie in. */
const MOST_PIECES = 8;

/**
 * Makes sure that a label image is none of all objects together, as a mask of 0 and 255 is.
 *
 * @param image The labels.
 * @param file Where they come from, for the error.
 * @returns The labels.
 * @throws {InputError} for many pieces that all have one value; for two of the value 255.
 *
 * @example
 * ```ts
 * import { requireObjects } from "./require_objects.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const mask = { width: 3, height: 1, labels: new Int32Array([255, 0, 255]) };
 * assertThrows(() => requireObjects(mask, "mask.tif"), Error, "2 pieces that all have the value 255");
 * ```
 */
export function requireObjects(image: LabelImage, file: string): LabelImage {
  const one = image.labels.find((label) => label > 0) ?? 0;
  if (image.labels.some((label) => label !== 0 && label !== one)) return image;
  const { count } = connectedComponents(image.labels, image.width);
  if (count <= (one === 255 ? 1 : MOST_PIECES)) return image;
  throw new InputError("A mask does not say which pixel belongs to which object", {
    file,
    found: `${count} pieces that all have the value ${one}`,
    allowed: "a number of its own for each object, 0 for background",
  });
}

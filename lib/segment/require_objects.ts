import { InputError } from "../core/errors.ts";
import type { LabelImage } from "../image/label_image.ts";
import { connectedComponents } from "./components.ts";
import { squaredDistance } from "./distance.ts";
import { areasOf } from "./relabel.ts";

/** Pieces that one object may lie in. */
const MOST_PIECES = 8;
/** Share of an object's pixels in its largest piece, from which the others may lie anywhere. */
const NEARLY_ALL = 0.9;
/** Reach of a piece towards others of its object, in diameters of the largest. */
const REACH = 1 / 8;

/**
 * Makes sure that a label image is none of all objects together, as a mask of 0 and 255, or of 0 and 1, is.
 *
 * A field of one cell has one value, too, and its nucleus may lie in pieces, as when it divides or falls apart. So
 * pieces of one value count as one object where there are at most eight and one of them holds nine tenths of the
 * pixels, or they hang together once each has grown by an eighth of the diameter that the largest would have as a
 * circle. Nuclei of a mask that all lie as close to one another as that cannot be told from it. Of the value 255,
 * which hardly ever is a number, two pieces are too many.
 *
 * @param image The labels.
 * @param file Where they come from, for the error.
 * @returns The labels.
 * @throws {InputError} for pieces of one value that are no one object; for two of the value 255.
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
  const { labels: pieces, count } = connectedComponents(image.labels, image.width);
  if (count <= 1) return image;
  if (one !== 255 && count <= MOST_PIECES && areOne(pieces, count, image.width)) return image;
  throw new InputError("A mask does not say which pixel belongs to which object", {
    file,
    found: `${count} pieces that all have the value ${one}`,
    allowed: "a number of its own for each object, 0 for background",
  });
}

/** Whether pieces may be those of one object. */
function areOne(pieces: Int32Array, count: number, width: number): boolean {
  const areas = areasOf(pieces, count).subarray(1), largest = Math.max(...areas);
  if (largest >= NEARLY_ALL * areas.reduce((sum, area) => sum + area)) return true;
  const reach = REACH * 2 * Math.sqrt(largest / Math.PI);
  const away = squaredDistance(pieces.map((piece) => piece === 0 ? 1 : 0), width);
  const grown = Uint8Array.from(away, (square) => square <= reach ** 2 ? 1 : 0);
  return connectedComponents(grown, width).count === 1;
}

import { InputError } from "../core/errors.ts";
import { crop } from "../image/crop.ts";
import type { GreyImage } from "../image/tiff.ts";

/** How an image is cut. */
export interface TileOptions {
  /** Side of a tile, px; defaults to 2048. */
  side?: number;
  /** Pixels that neighbouring tiles share, more than the largest object; defaults to 256. */
  overlap?: number;
}

/**
 * Segments an image tile by tile, so that the memory of the method does not grow with the image.
 *
 * Tiles overlap: an object that the edge of one tile cuts is whole in the next, and is taken from
 * there. Of an object that two tiles hold whole, the first counts.
 *
 * @param image Grey values [height × width].
 * @param segment Method: objects of a tile, numbered from 1 without gaps.
 * @param options Side, overlap.
 * @returns Label image [height × width], objects numbered from 1 without gaps, tile after tile.
 * @throws {InputError} unless the overlap is at least 0 and below half the side.
 *
 * @example
 * ```ts
 * import { segmentTiles } from "./tiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const image = { width: 8, height: 1, data: new Uint16Array([0, 0, 0, 0, 0, 9, 9, 0]) };
 * const bright = ({ data }: { data: Uint16Array }) => Int32Array.from(data, (v) => v > 0 ? 1 : 0);
 * assertEquals([...segmentTiles(image, bright, { side: 7, overlap: 3 })], [...bright(image)]);
 * ```
 */
export function segmentTiles(
  image: GreyImage,
  segment: (tile: GreyImage) => Int32Array,
  { side = 2048, overlap = 256 }: TileOptions = {},
): Int32Array {
  if (
    !(Number.isInteger(side) && Number.isInteger(overlap) && overlap >= 0 && overlap < side / 2)
  ) {
    throw new InputError("Cannot cut an image into tiles", {
      found: `a side of ${side} and an overlap of ${overlap} pixels`,
      allowed: "whole numbers, the overlap below half the side",
    });
  }
  const { width, height } = image;
  const labels = new Int32Array(width * height);
  let count = 0;
  for (const top of starts(height, side, overlap)) {
    for (const left of starts(width, side, overlap)) {
      const tile = cut(image, left, top, side);
      count = place(labels, image, segment(tile), { ...tile, left, top }, count);
    }
  }
  return labels;
}

function starts(length: number, side: number, overlap: number): number[] {
  const count = Math.max(1, Math.ceil((length - overlap) / (side - overlap)));
  return Array.from({ length: count }, (_, k) => k * (side - overlap));
}

function cut(image: GreyImage, left: number, top: number, side: number): GreyImage {
  const width = Math.min(side, image.width - left), height = Math.min(side, image.height - top);
  const data = crop(image, { left, top, width, height }, new Uint16Array(width * height));
  return { width, height, data };
}

/** Where a tile lies. */
interface Place {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Writes the objects that are whole and new, numbered on from `count`. */
function place(
  labels: Int32Array,
  image: GreyImage,
  found: Int32Array,
  { left, top, width, height }: Place,
  count: number,
): number {
  let most = 0;
  for (let i = 0; i < found.length; i++) if ((found[i] as number) > most) most = found[i] as number;
  const areas = new Uint32Array(most + 1), taken = new Uint32Array(most + 1);
  const numbers = new Int32Array(most + 1);
  const inner = {
    left: left > 0 ? 0 : -1,
    right: left + width < image.width ? width - 1 : -1,
    top: top > 0 ? 0 : -1,
    bottom: top + height < image.height ? height - 1 : -1,
  };
  const isCut = new Uint8Array(most + 1);
  for (let y = 0, i = 0; y < height; y++) {
    const row = (top + y) * image.width + left;
    for (let x = 0; x < width; x++, i++) {
      const label = found[i] as number;
      if (label === 0) continue;
      areas[label] = (areas[label] as number) + 1;
      if (labels[row + x] !== 0) taken[label] = (taken[label] as number) + 1;
      if (x === inner.left || x === inner.right || y === inner.top || y === inner.bottom) {
        isCut[label] = 1;
      }
    }
  }
  for (let label = 1; label <= most; label++) {
    const fresh = 2 * (taken[label] as number) < (areas[label] as number);
    if (fresh && isCut[label] === 0) numbers[label] = ++count;
  }
  for (let y = 0, i = 0; y < height; y++) {
    const row = (top + y) * image.width + left;
    for (let x = 0; x < width; x++, i++) {
      const number = numbers[found[i] as number] as number;
      if (number > 0 && labels[row + x] === 0) labels[row + x] = number;
    }
  }
  return count;
}

import type { Box } from "../flows/boxes.ts";

/**
 * The pixels of one object, cut out of the label image.
 *
 * Its arrays are work space that the next object of the same {@link RegionCutter} overwrites; of the
 * per-pixel ones, only the first `area` entries count.
 */
export interface Region {
  /** Number of the object. */
  label: number;
  /** Pixels. */
  area: number;
  /** First column of its bounding box. */
  left: number;
  /** First row of its bounding box. */
  top: number;
  /** Columns of its bounding box. */
  width: number;
  /** Rows of its bounding box. */
  height: number;
  /** Whether it touches the border of the image. */
  atBorder: boolean;
  /** Entries from one row of `mask` to the next: width + 2. */
  stride: number;
  /**
   * The bounding box and a rim of one pixel [(height + 2) × (width + 2)]: {@link INSIDE} the object,
   * {@link OUTSIDE} it, or {@link BEYOND} the image.
   */
  mask: Uint8Array;
  /** Index in the image of each pixel, row after row [area]. */
  image: Int32Array;
  /** Index in `mask` of each pixel, row after row [area]. */
  inMask: Int32Array;
  /** How many pixels have a neighbour, by a side and within the image, outside the object. */
  edges: number;
  /** Which pixels those are, as positions in `image` and `inMask` [edges]. */
  edge: Int32Array;
}

/** Part of another object or of the background. */
export const OUTSIDE = 0;
/** Part of the object. */
export const INSIDE = 1;
/** Beyond the border of the image. */
export const BEYOND = 2;

/** Cuts one object after another out of a label image. */
export type RegionCutter = (box: Box) => Region;

/**
 * Prepares to cut objects out of a label image, without new memory for each.
 *
 * @param labels Number of the object of each pixel [height × width].
 * @param width Pixels across.
 * @param height Pixels down.
 * @returns A function from the bounding box of an object to its pixels.
 *
 * @example
 * ```ts
 * import { boxes } from "../flows/boxes.ts";
 * import { regionCutter } from "./region.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = new Int32Array([0, 7, 7]);
 * const region = regionCutter(labels, 3, 1)(boxes(labels, 3, 1)[0]!);
 * assertEquals([...region.mask], [2, 2, 2, 2, 0, 1, 1, 2, 2, 2, 2, 2]);
 * assertEquals([...region.edge.subarray(0, region.edges)], [0]);
 * ```
 */
export function regionCutter(labels: Int32Array, width: number, height: number): RegionCutter {
  let mask = new Uint8Array(0);
  let image = new Int32Array(0), inMask = new Int32Array(0), edge = new Int32Array(0);
  return ({ label, area, left, top, right, bottom }) => {
    const columns = right - left + 1, rows = bottom - top + 1, stride = columns + 2;
    const size = stride * (rows + 2);
    if (mask.length < size) mask = new Uint8Array(2 * size);
    if (image.length < area) {
      image = new Int32Array(2 * area);
      inMask = new Int32Array(2 * area);
      edge = new Int32Array(2 * area);
    }
    const cut = mask.length === size ? mask : mask.subarray(0, size);
    cut.fill(OUTSIDE);
    let found = 0;
    for (let y = 0; y < rows; y++) {
      let from = (top + y) * width + left, to = (y + 1) * stride + 1;
      for (let x = 0; x < columns; x++, from++, to++) {
        if (labels[from] !== label) continue;
        cut[to] = INSIDE;
        image[found] = from;
        inMask[found++] = to;
      }
    }
    if (top === 0) cut.fill(BEYOND, 0, stride);
    if (bottom === height - 1) cut.fill(BEYOND, size - stride);
    if (left === 0) { for (let i = 0; i < size; i += stride) cut[i] = BEYOND; }
    if (right === width - 1) { for (let i = stride - 1; i < size; i += stride) cut[i] = BEYOND; }
    let edges = 0;
    for (let i = 0; i < found; i++) {
      const at = inMask[i] as number;
      if (
        cut[at - 1] === OUTSIDE || cut[at + 1] === OUTSIDE || cut[at - stride] === OUTSIDE ||
        cut[at + stride] === OUTSIDE
      ) edge[edges++] = i;
    }
    const atBorder = top === 0 || left === 0 || bottom === height - 1 || right === width - 1;
    return {
      label,
      area: found,
      left,
      top,
      width: columns,
      height: rows,
      atBorder,
      stride,
      mask: cut,
      image,
      inMask,
      edges,
      edge,
    };
  };
}

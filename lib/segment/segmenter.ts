import type { GreyImage } from "../image/tiff.ts";

/** What every method of segmentation may be told. */
export interface SegmenterOptions {
  /** Diameter of a typical object, pixels; defaults to what the method finds or assumes. */
  diameter?: number;
  /** Image of the nuclei, for a method that finds whole cells; defaults to none. */
  nuclei?: GreyImage;
}

/**
 * A method that finds the objects of an image: one number an object, 0 for background.
 *
 * The result is `[height × width]`, numbered 1, 2, … without gaps.
 */
export type Segmenter = (
  image: GreyImage,
  options?: SegmenterOptions,
) => Int32Array | Promise<Int32Array>;

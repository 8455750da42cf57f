import { InputError } from "../core/errors.ts";
import type { GreyImage } from "../image/tiff.ts";
import { clearBorder } from "./border.ts";
import { foreground } from "./foreground.ts";
import { smoothedLevels } from "./levels.ts";
import { noiseOf } from "./noise.ts";
import { partClumps } from "./nuclei/clumps.ts";
import { keepNuclei } from "./nuclei/keep.ts";
import { nuclearMask } from "./nuclei/mask.ts";
import { drawOutlines } from "./nuclei/outlines.ts";
import { segmentTiles } from "./tiles.ts";

/** How nuclei are found. */
export interface NucleiOptions {
  /** Diameter of a nucleus, px; defaults to an estimate from the image. */
  diameter?: number;
  /** Standard deviation of the Gaussian against noise, px; defaults to 1. */
  smoothing?: number;
  /** How far dim nuclei are followed, 0 (bright ones only) to 1; defaults to 0.8. */
  dim?: number;
  /** Smallest area, as a share of a disc of the diameter; defaults to 0.1. */
  smallest?: number;
  /** Whether nuclei that the border cuts stay; defaults to `keep`. */
  border?: "keep" | "remove";
  /** Side of the tiles that a larger image is cut into, px; defaults to 4096. */
  tile?: number;
}

/** An image whose bright pixels stand out less than this is noise: no nuclei. */
const leastContrast = 5;
/** What two tiles share, px: nuclei up to this size are found whole. */
const overlap = 256;

/**
 * Finds the nuclei of a fluorescence image, without weights.
 *
 * Smoothing; a threshold of the image and one of the surroundings; fragments by depth and brightness,
 * joined where they look like one nucleus; outlines at half the brightness of each nucleus; what is
 * small or looks like none is left out. Images wider or higher than `tile` are done in tiles (see
 * `segmentTiles`), so that memory is bounded; nuclei up to 256 px are found there. Constants and
 * weights were chosen on the train and validation parts (see `partOf`) of 325 public fluorescence
 * images.
 *
 * @param image Grey values of the DNA stain, bright on dark [height × width].
 * @param options Diameter, smoothing, border.
 * @returns Label image [height × width], nuclei numbered from 1, 0 elsewhere; all 0 for an image
 * without contrast.
 * @throws {InputError} for values that do not fill the image, or an option out of its range.
 *
 * @example
 * ```ts
 * import { segmentNuclei } from "./nuclei.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const data = Uint16Array.from({ length: 80 * 40 }, (_, i) => {
 *   const x = i % 80, y = Math.floor(i / 80);
 *   return Math.hypot(x - 20, y - 20) < 9 || Math.hypot(x - 60, y - 20) < 9 ? 900 : 100;
 * });
 * assertEquals(Math.max(...segmentNuclei({ width: 80, height: 40, data })), 2);
 * ```
 */
export function segmentNuclei(image: GreyImage, options: NucleiOptions = {}): Int32Array {
  const { width, height } = image;
  const { border = "keep", tile: side = 4096 } = options;
  check(image, options);
  const labels = Math.max(width, height) > side
    ? segmentTiles(image, (tile) => findNuclei(tile, options), { side, overlap })
    : findNuclei(image, options);
  return border === "keep" ? labels : clearBorder(labels, width).labels;
}

function findNuclei(image: GreyImage, options: NucleiOptions): Int32Array {
  const { width, height, data } = image;
  const { smoothing = 1, dim = 0.8, smallest = 0.1 } = options;
  const smoothed = smoothedLevels(image, smoothing);
  if (smoothed === undefined) return new Int32Array(data.length);
  const { levels } = smoothed;
  const bright = foreground(levels, dim, noiseOf(levels, width, smoothing));
  if (bright.contrast < leastContrast) return new Int32Array(data.length);
  const nuclear = nuclearMask(levels, width, bright, options.diameter);
  const diameter = options.diameter ?? nuclear.diameter;
  if (diameter === 0) return new Int32Array(width * height);
  const labels = partClumps(levels, width, { ...nuclear, diameter }, bright.background);
  drawOutlines(labels, levels, width, bright.background, diameter);
  keepNuclei(labels, levels, width, bright.background, { diameter, smallest });
  return labels;
}

function check({ width, height, data }: GreyImage, options: NucleiOptions): void {
  const attempted = "Cannot find nuclei";
  if (data.length !== width * height) {
    throw new InputError(attempted, {
      found: `${data.length} pixels`,
      allowed: `${width} × ${height}`,
    });
  }
  const ranges = {
    diameter: [1, Infinity],
    smoothing: [0, 50],
    dim: [0, 1],
    smallest: [0, 10],
    tile: [3 * overlap, Infinity],
  };
  for (const [name, [low, high]] of Object.entries(ranges) as [keyof typeof ranges, number[]][]) {
    const value = options[name];
    if (value !== undefined && !(value >= (low as number) && value <= (high as number))) {
      throw new InputError(`${attempted}: ${name} is out of range`, {
        found: value,
        allowed: `${low} to ${high}`,
      });
    }
  }
}

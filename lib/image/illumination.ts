import { InputError } from "../core/errors.ts";
import { Random } from "../core/random.ts";
import { blockMeans } from "./shrink.ts";
import { fitSurface, gaussianSmooth, type Grid, medianSmooth, middle } from "./smooth.ts";

/** How light falls on every field of one plate and channel. */
export interface Illumination {
  /** Pixels across. */
  width: number;
  /** Pixels down. */
  height: number;
  /** Light at each pixel relative to the reference, [height × width]; see `rescale`. */
  gain: Float32Array;
  /** Grey value that the camera gives without light; subtracted before the division. */
  offset: number;
  /** Number of images it was estimated from. */
  images: number;
}

/** How the illumination is estimated; the names are those of CellProfiler. */
export interface IlluminationOptions {
  /** What stands for a place over all images; defaults to `mean`. */
  statistic?: "mean" | "median";
  /** How the average image is smoothed; defaults to `polynomial` (of second order). */
  smoothing?: "polynomial" | "gaussian" | "median" | "none";
  /** Standard deviation or radius of the smoothing, px; defaults to an eighth of the longer side. */
  size?: number;
  /** What becomes 1: the 2 % quantile (`minimum`), the `median` or the `mean`; defaults to `mean`. */
  rescale?: "minimum" | "median" | "mean";
  /** Grey value that the camera gives without light; defaults to 0. */
  offset?: number;
}

/** How images are collected. */
export interface CollectorOptions {
  /** Blocks along the longer side, at most; defaults to 64. */
  blocks?: number;
  /** Most images kept for the median; beyond it a fair sample is kept. Defaults to 512. */
  keep?: number;
  /** Seed of that sample; defaults to 1. */
  seed?: number;
}

/**
 * Collects the images of one plate and channel in bounded memory, and estimates the light.
 *
 * Light changes slowly over a field, so images are kept as means of blocks: the sum of all of them,
 * and up to `keep` of them for the median.
 *
 * @example
 * ```ts
 * import { IlluminationCollector } from "./illumination.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const collector = new IlluminationCollector(4, 4);
 * collector.add(new Uint16Array(16).fill(500));
 * assertAlmostEquals(collector.estimate().gain[5]!, 1, 1e-6);
 * ```
 */
export class IlluminationCollector {
  readonly #block: number;
  readonly #keep: number;
  readonly #random: Random;
  #sum: Grid | undefined;
  #kept: Float32Array[] = [];
  #images = 0;

  /**
   * @param width Pixels across.
   * @param height Pixels down.
   * @param options Blocks, images kept, seed.
   */
  constructor(
    readonly width: number,
    readonly height: number,
    { blocks = 64, keep = 512, seed = 1 }: CollectorOptions = {},
  ) {
    this.#block = Math.max(1, Math.ceil(Math.max(width, height) / blocks));
    this.#keep = keep;
    this.#random = new Random(seed);
  }

  /** Number of images so far. */
  get images(): number {
    return this.#images;
  }

  /**
   * Adds one image.
   *
   * @param data Grey values [height × width].
   * @throws {InputError} if it has another size than the others.
   */
  add(data: Uint16Array): void {
    const { width, height } = this;
    if (data.length !== width * height) {
      throw new InputError("Cannot estimate the illumination", {
        found: `an image of ${data.length} pixels`,
        allowed: `${width} × ${height}, like the others of its plate and channel`,
      });
    }
    const means = blockMeans({ width, height, data }, this.#block);
    this.#images++;
    if (this.#sum === undefined) this.#sum = { ...means, data: means.data.slice() };
    else this.#sum.data = this.#sum.data.map((sum, i) => sum + (means.data[i] as number));
    // Reservoir sampling (Vitter 1985): every image has the same chance to be kept.
    const place = this.#kept.length < this.#keep
      ? this.#kept.length
      : this.#random.integer(this.#images);
    if (place < this.#keep) this.#kept[place] = Float32Array.from(means.data);
  }

  /**
   * The illumination from what was collected so far.
   *
   * @param options Statistic, smoothing, rescaling, camera offset.
   * @throws {InputError} without images, or if the average does not exceed the offset everywhere.
   */
  estimate(options: IlluminationOptions = {}): Illumination {
    const { statistic = "mean", smoothing = "polynomial", rescale = "mean", offset = 0 } = options;
    const { width, height } = this;
    if (this.#sum === undefined) {
      throw new InputError("Cannot estimate the illumination", { found: "no images" });
    }
    const average = this.#sum.data.map((sum, i) =>
      (statistic === "mean"
        ? sum / this.#images
        : middle(this.#kept.map((image) => image[i] as number))) - offset
    );
    const size = (options.size ?? Math.max(width, height) / 8) / this.#block;
    const grid = smoothed({ ...this.#sum, data: average }, smoothing, size);
    const lowest = grid.data.reduce((least, value) => Math.min(least, value), Infinity);
    if (!(lowest > 0)) {
      throw new InputError("Cannot estimate the illumination", {
        found: `an average of ${(lowest + offset).toFixed(1)} grey values at the darkest place`,
        allowed: `more than the camera's offset, ${offset}`,
        hint: "Give a lower offset, more images or a stronger smoothing",
      });
    }
    const gain = spread(grid, width, height, this.#block);
    const reference = referenceOf(gain, rescale);
    const floor = rescale === "minimum" ? 1 : 0;
    for (let i = 0; i < gain.length; i++) {
      gain[i] = Math.max(floor, (gain[i] as number) / reference);
    }
    return { width, height, gain, offset, images: this.#images };
  }
}

function smoothed(grid: Grid, how: IlluminationOptions["smoothing"], size: number): Grid {
  if (how === "polynomial") return fitSurface(grid);
  if (how === "gaussian") return gaussianSmooth(grid, size);
  return how === "median" ? medianSmooth(grid, size) : grid;
}

function referenceOf(gain: Float32Array, rescale: IlluminationOptions["rescale"]): number {
  if (rescale === "mean") return gain.reduce((sum, value) => sum + value, 0) / gain.length;
  const sorted = gain.slice().sort();
  return sorted[Math.floor(sorted.length * (rescale === "minimum" ? 0.02 : 0.5))] as number;
}

/** The grid at every pixel: linear between the centres of blocks, and on beyond the outermost. */
function spread(grid: Grid, width: number, height: number, block: number): Float32Array {
  const across = steps(grid.width, width, block), down = steps(grid.height, height, block);
  const at = (row: number, col: number) => grid.data[row * grid.width + col] as number;
  const full = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const [top, bottom, v] = down[y] as Step;
    for (let x = 0; x < width; x++) {
      const [left, right, u] = across[x] as Step;
      full[y * width + x] = (1 - v) * ((1 - u) * at(top, left) + u * at(top, right)) +
        v * ((1 - u) * at(bottom, left) + u * at(bottom, right));
    }
  }
  return full;
}

/** Two neighbouring blocks and how far between their centres a pixel lies. */
type Step = [first: number, second: number, share: number];

function steps(blocks: number, length: number, block: number): Step[] {
  const centre = (k: number) => (k * block + Math.min(length, (k + 1) * block) - 1) / 2;
  return Array.from({ length }, (_, pixel): Step => {
    if (blocks === 1) return [0, 0, 0];
    const near = Math.floor((pixel - (block - 1) / 2) / block);
    const first = Math.min(blocks - 2, Math.max(0, near));
    return [first, first + 1, (pixel - centre(first)) / (centre(first + 1) - centre(first))];
  });
}

import { InputError } from "../core/errors.ts";
import { Random } from "../core/random.ts";
import type { GreyImage } from "./tiff.ts";
import { ForegroundMean, foregroundMean, type WeightedGrid } from "./foreground_mean.ts";
import { blockMeans } from "./shrink.ts";
import { type Grid, gridToPixels } from "./grid.ts";
import { fitSurface, gaussianSmooth, medianSmooth, middle } from "./smooth.ts";

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
  /** Share of the pattern that all groups of images agree on, 0 (chance) to 1; see `guard`. */
  reliability: number;
}

/** How the illumination is estimated; the names are those of CellProfiler. */
export interface IlluminationOptions {
  /**
   * What stands for a place over all images: how bright cells are there (`foreground`), or the `mean`
   * or `median` of all pixels, as in CellProfiler, which also tell how many cells lie there; defaults
   * to `foreground` where it covers less than 30 % of the pixels, as nuclei do, otherwise `mean`. Of
   * cells that cover more, the threshold of the foreground would take the well-lit ones only.
   */
  statistic?: "foreground" | "mean" | "median";
  /** How the average image is smoothed; defaults to `polynomial` (of second order). */
  smoothing?: "polynomial" | "gaussian" | "median" | "none";
  /** Standard deviation or radius of the smoothing, px; defaults to an eighth of the longer side. */
  size?: number;
  /** What becomes 1: the 2 % quantile (`minimum`), the `median` or the `mean`; defaults to `mean`. */
  rescale?: "minimum" | "median" | "mean";
  /**
   * Grey value that the camera gives without light; defaults to 0, as in CellProfiler. Subtracting it
   * is right where it was measured; guessed too high, it makes the pattern of dim images too strong.
   */
  offset?: number;
  /**
   * Shrink the pattern towards even light by its reliability, so that cells which happen to lie in
   * one place are not taken for light; defaults to true. Without it, and of all pixels: CellProfiler's
   * function.
   */
  guard?: boolean;
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
 * Light changes slowly over a field, so images are kept as means of blocks: their sums in six groups,
 * once of the foreground and once of all pixels, and up to `keep` of the latter for the median.
 *
 * With few images the average still shows where cells lay. How much of its pattern is light is told
 * by the groups: what they do not share is noise, of variance Σ‖group − all‖² / (k (k − 1)), and the
 * reliability is the rest of the pattern's variance.
 *
 * @example
 * ```ts
 * import { IlluminationCollector } from "./illumination.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const collector = new IlluminationCollector(4, 4);
 * collector.add({ width: 4, height: 4, data: new Uint16Array(16).fill(500) });
 * assertAlmostEquals(collector.estimate().gain[5]!, 1, 1e-6);
 * ```
 */
export class IlluminationCollector {
  readonly #block: number;
  readonly #keep: number;
  readonly #random: Random;
  readonly #sums: { grid: Grid; images: number }[] = [];
  readonly #foregrounds: ForegroundMean[] = [];
  readonly #kept: Float32Array[] = [];
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
   * @param image Grey values.
   * @throws {InputError} if it has another size than the others.
   */
  add(image: GreyImage): void {
    const { width, height } = this;
    if (image.width !== width || image.height !== height) {
      throw new InputError("Cannot estimate the illumination", {
        found: `an image of ${image.width} × ${image.height} pixels`,
        allowed: `${width} × ${height}, like the others of its plate and channel`,
      });
    }
    const means = blockMeans(image, this.#block), number = this.#images++ % groups;
    (this.#foregrounds[number] ??= new ForegroundMean(width, height, this.#block)).add(image);
    const group = this.#sums[number];
    if (group === undefined) this.#sums.push({ grid: means, images: 1 });
    else {
      group.images++;
      means.data.forEach((mean, i) => group.grid.data[i] = (group.grid.data[i] as number) + mean);
    }
    // Reservoir sampling (Vitter 1985): every image has the same chance to be kept.
    const place = this.#kept.length < this.#keep
      ? this.#kept.length
      : this.#random.integer(this.#images);
    if (place < this.#keep) this.#kept[place] = Float32Array.from(means.data);
  }

  /**
   * The average image relative to its own mean, not smoothed and over no offset: what the light is
   * estimated from, to look at.
   *
   * @returns Values [height × width].
   * @throws {InputError} without images.
   */
  average(): { width: number; height: number; data: Float32Array } {
    const { width, height } = this;
    const grid = unit(this.#average("mean"), 0);
    return { width, height, data: gridToPixels(grid, width, height, this.#block) };
  }

  /**
   * The illumination from what was collected so far.
   *
   * @param options Statistic, smoothing, rescaling, camera offset.
   * @throws {InputError} without images, or, without guard, if the smoothed average does not exceed the
   * offset everywhere; with guard, such light is even.
   */
  estimate(options: IlluminationOptions = {}): Illumination {
    const { smoothing = "polynomial", rescale = "mean", offset = 0, guard = true } = options;
    const statistic = options.statistic ?? (this.#covered() < sparse ? "foreground" : "mean");
    const { width, height } = this;
    const size = (options.size ?? Math.max(width, height) / 8) / this.#block;
    const surface = (group?: number) => smoothed(this.#average(statistic, group), smoothing, size);
    const all = surface();
    const grid = unit(all, offset);
    const parts = this.#sums.map((_, group) => unit(surface(group), offset));
    // Light is nowhere below 0: a surface that is shows cells, not light.
    const positive = all.data.every((value) => value > offset);
    const reliability = positive ? reliabilityOf(grid, parts) : 0;
    if (!positive && !guard) throw tooDark(all, offset);
    if (guard) {
      grid.data = grid.data.map((value) => reliability === 0 ? 1 : 1 + reliability * (value - 1));
    }
    const gain = gridToPixels(grid, width, height, this.#block);
    const reference = referenceOf(gain, rescale);
    // Beyond the middles of the outer blocks the light is continued along its slope, which may lead to
    // nothing where it is steep; no pixel gets less than half of the darkest block.
    const darkest = grid.data.reduce((least, value) => Math.min(least, value), Infinity);
    const floor = rescale === "minimum" ? 1 : darkest / 2 / reference;
    for (let i = 0; i < gain.length; i++) {
      gain[i] = Math.max(floor, (gain[i] as number) / reference);
    }
    return { width, height, gain, offset, images: this.#images, reliability };
  }

  /** Share of the pixels that are foreground. */
  #covered(): number {
    const { weights } = foregroundMean(this.#foregrounds);
    return weights.reduce((sum, pixels) => sum + pixels, 0) /
      (this.#images * this.width * this.height);
  }

  /** The average of all images, or of every sixth, block by block. */
  #average(statistic: "foreground" | "mean" | "median", group?: number): WeightedGrid {
    const of = <T>(parts: T[]) => group === undefined ? parts : parts.slice(group, group + 1);
    const sums = of(this.#sums), [first] = sums;
    if (first === undefined) {
      throw new InputError("Cannot estimate the illumination", { found: "no images" });
    }
    if (statistic === "foreground") return foregroundMean(of(this.#foregrounds));
    const { width, height } = first.grid;
    const images = sums.reduce((sum, one) => sum + one.images, 0);
    const kept = this.#kept.filter((_, i) => group === undefined || i % groups === group);
    const data = first.grid.data.map((_, i) =>
      statistic === "mean"
        ? sums.reduce((sum, { grid }) => sum + (grid.data[i] as number), 0) / images
        : middle(kept.map((image) => image[i] as number))
    );
    return { width, height, data, weights: new Float64Array(data.length).fill(1) };
  }
}

/**
 * Share of foreground below which it stands for a place. On virtual screens nuclei cover 0.17 to 0.20 and
 * the other stains 0.37 to 0.70.
 */
const sparse = 0.3;

/** Groups whose agreement tells light from cells. */
const groups = 6;

/** The grid over the offset, relative to its mean. */
function unit({ width, height, data }: Grid, offset: number): Grid {
  const mean = data.reduce((sum, value) => sum + value, 0) / data.length - offset;
  return { width, height, data: data.map((value) => (value - offset) / mean) };
}

function tooDark({ data }: Grid, offset: number): InputError {
  const lowest = data.reduce((least, value) => Math.min(least, value), Infinity);
  return new InputError("Cannot estimate the illumination", {
    found: `an average of ${lowest.toFixed(1)} grey values at the darkest place`,
    allowed: `more than the camera's offset, ${offset}`,
    hint: "Give a lower offset, more images or a stronger smoothing",
  });
}

/** The share of the pattern's variance that is not noise between its parts; 0 for a single part. */
function reliabilityOf(all: Grid, parts: readonly Grid[]): number {
  const square = (of: (i: number) => number) =>
    all.data.reduce((sum, _, i) => sum + of(i) ** 2, 0) / all.data.length;
  const pattern = square((i) => (all.data[i] as number) - 1);
  if (parts.length < 2 || pattern === 0) return 0;
  const noise = parts.reduce(
    (sum, part) => sum + square((i) => (part.data[i] as number) - (all.data[i] as number)),
    0,
  ) / (parts.length * (parts.length - 1));
  return Math.max(0, 1 - noise / pattern);
}

function smoothed(
  average: WeightedGrid,
  how: IlluminationOptions["smoothing"],
  size: number,
): Grid {
  const { width, height } = average;
  if (how === "polynomial") return fitSurface(average, average.weights);
  const { data, weights } = withoutGaps(average);
  if (how === "median") return medianSmooth({ width, height, data }, size);
  if (how !== "gaussian") return { width, height, data };
  const blurred = (data: Float64Array) => gaussianSmooth({ width, height, data }, size).data;
  const sums = blurred(data.map((value, i) => value * (weights[i] as number)));
  const shares = blurred(weights);
  return { width, height, data: sums.map((sum, i) => sum / (shares[i] as number)) };
}

/** The same with the fitted surface, at next to no weight, where there is no value. */
function withoutGaps(average: WeightedGrid): WeightedGrid {
  if (average.weights.every((weight) => weight > 0)) return average;
  const surface = fitSurface(average, average.weights).data;
  const filled = (values: Float64Array, fill: (i: number) => number) =>
    values.map((value, i) => average.weights[i] === 0 ? fill(i) : value);
  const { width, height, data, weights } = average;
  return {
    width,
    height,
    data: filled(data, (i) => surface[i] as number),
    weights: filled(weights, () => 1e-6),
  };
}

function referenceOf(gain: Float32Array, rescale: IlluminationOptions["rescale"]): number {
  if (rescale === "mean") return gain.reduce((sum, value) => sum + value, 0) / gain.length;
  const sorted = gain.slice().sort();
  return sorted[Math.floor(sorted.length * (rescale === "minimum" ? 0.02 : 0.5))] as number;
}

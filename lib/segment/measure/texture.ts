import type { RegionValues } from "./intensity.ts";
import type { Region } from "./region.ts";

/** Haralick's features, in the order of {@link textureMeasurer}. */
const names = [
  "AngularSecondMoment",
  "Contrast",
  "Correlation",
  "Variance",
  "InverseDifferenceMoment",
  "SumAverage",
  "SumVariance",
  "SumEntropy",
  "Entropy",
  "DifferenceVariance",
  "DifferenceEntropy",
  "InfoMeas1",
  "InfoMeas2",
];

/** Distances between the two pixels of a pair, px. */
export const textureScales: readonly number[] = [3, 5, 10];

const directions = [[1, 0], [1, 1], [0, 1], [-1, 1]] as const;

/**
 * Names of the features of one channel: feature, channel, scale, direction (00 right, 01 right and
 * down, 02 down, 03 left and down), grey levels.
 *
 * @param channel Name of the channel.
 * @param scales Distances of pairs, px.
 *
 * @example
 * ```ts
 * import { textureFeatures } from "./texture.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(textureFeatures("DAPI", [3])[1], "Texture_Contrast_DAPI_3_00_256");
 * ```
 */
export function textureFeatures(
  channel: string,
  scales: readonly number[] = textureScales,
): string[] {
  return scales.flatMap((scale) =>
    directions.flatMap((_, direction) =>
      names.map((name) => `Texture_${name}_${channel}_${scale}_0${direction}_256`)
    )
  );
}

/** Grey level of each 16-bit value: the full range in 256 steps, rounded. */
const levelOf = Uint8Array.from({ length: 65536 }, (_, value) => Math.round(value / 257));

/** Measures the texture of one object in all its channels. */
export type TextureMeasure = (
  region: Region,
  light: readonly RegionValues[],
  into: Float64Array,
  at: number,
) => void;

/**
 * Prepares to measure texture: Haralick's features of the co-occurrence of grey levels, as
 * CellProfiler's MeasureTexture (mahotas).
 *
 * Values become 256 levels of the full 16-bit range. Pairs of pixels within the object at a given
 * distance in each of four directions are counted both ways round, as `skimage.feature.graycomatrix`
 * with `symmetric`; pairs with a pixel of level 0 are left out, as CellProfiler does, so that a very dim
 * object has little or no texture. Where one direction has no pair, all features of that scale are NaN.
 * Logarithms are to base 2; Correlation of an object of one level is 1; DifferenceVariance is
 * mahotas's, the variance of the histogram of differences over all levels up to the object's highest.
 *
 * @param scales Distances of pairs, px.
 * @returns A function for one object after another; it keeps its work space.
 *
 * @example
 * ```ts
 * import { boxes } from "../flows/boxes.ts";
 * import { regionCutter } from "./region.ts";
 * import { textureMeasurer } from "./texture.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = new Int32Array(16).fill(1), values = new Uint16Array(16).fill(2570);
 * const region = regionCutter(labels, 4, 4)(boxes(labels, 4, 4)[0]!);
 * const into = new Float64Array(52);
 * textureMeasurer([1])(region, [{ values, sorted: values }], into, 0);
 * assertEquals([into[0], into[1], into[5]], [1, 0, 20]);
 * ```
 */
export function textureMeasurer(scales: readonly number[] = textureScales): TextureMeasure {
  const reach = Math.max(...scales), each = names.length;
  const counts = new Int32Array(65536), touched = new Int32Array(32897);
  const histograms = {
    one: new Int32Array(256),
    sum: new Int32Array(511),
    gap: new Int32Array(256),
  };
  let levels: Uint8Array[] = [];
  return (region, light, into, at) => {
    const { area, width, height, inMask, stride } = region;
    const across = width + 2 * reach, size = across * (height + reach);
    if ((levels[0]?.length ?? 0) < size) levels = [];
    while (levels.length < light.length) levels.push(new Uint8Array(2 * size));
    // The object with room around it, so that no pair leaves the array; what is not of the object is
    // level 0, which does not count.
    const place = (i: number) => {
      const inBox = (inMask[i] as number) - stride - 1, y = Math.floor(inBox / stride);
      return y * across + inBox - y * stride + reach;
    };
    for (let i = 0; i < area; i++) {
      const to = place(i);
      for (let c = 0; c < light.length; c++) {
        const { values } = light[c] as RegionValues;
        (levels[c] as Uint8Array)[to] = levelOf[values[i] as number] as number;
      }
    }
    for (const [s, scale] of scales.entries()) {
      for (const [d, [dx, dy]] of directions.entries()) {
        const step = scale * (dy * across + dx);
        // Rows whose partners lie below the object have no pairs.
        const end = across * (height - Math.min(height, scale * dy));
        for (let c = 0; c < light.length; c++) {
          const level = levels[c] as Uint8Array, { sorted } = light[c] as RegionValues;
          const highest = levelOf[sorted[area - 1] as number] as number;
          const to = at + ((c * scales.length + s) * directions.length + d) * each;
          let found = 0, total = 0;
          for (let i = reach; i < end; i++) {
            const a = level[i] as number;
            if (a === 0) continue;
            const b = level[i + step] as number;
            if (b === 0) continue;
            // The smaller level first, without a branch: which one it is cannot be foreseen.
            const less = (a - b) & ((a - b) >> 31);
            const cell = (b + less) << 8 | (a - less);
            const count = counts[cell] as number;
            touched[found] = cell;
            found += count === 0 ? 1 : 0;
            counts[cell] = count + 1;
            total++;
          }
          haralick(counts, touched, found, 2 * total, highest, histograms, into, to);
        }
      }
      for (let c = 0; c < light.length; c++) {
        const from = at + (c * scales.length + s) * directions.length * each;
        spreadNaN(into, from, from + directions.length * each);
      }
    }
    for (let i = 0; i < area; i++) {
      const to = place(i);
      for (let c = 0; c < light.length; c++) (levels[c] as Uint8Array)[to] = 0;
    }
  };
}

/** One direction without pairs makes the whole scale undefined. */
function spreadNaN(into: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i += names.length) {
    if (Number.isNaN(into[i] as number)) return void into.fill(NaN, from, to);
  }
}

const logs = Float64Array.from({ length: 8192 }, (_, n) => n === 0 ? 0 : n * Math.log2(n));

/** n log₂ n */
function plogp(n: number): number {
  return n < logs.length ? logs[n] as number : n * Math.log2(n);
}

interface Histograms {
  one: Int32Array;
  sum: Int32Array;
  gap: Int32Array;
}

/**
 * The features from counts of unordered pairs of levels, `counts[low << 8 | high]`; clears all counts.
 *
 * Every count stands for two entries of the symmetric matrix, or for 2 n in one on its diagonal. Both
 * marginals are equal, so that HXY1 = HXY2 = 2 HX.
 */
function haralick(
  counts: Int32Array,
  touched: Int32Array,
  found: number,
  total: number,
  highest: number,
  { one, sum, gap }: Histograms,
  into: Float64Array,
  at: number,
): void {
  if (total === 0) return void into.fill(NaN, at, at + names.length);
  let squares = 0, entropy = 0, product = 0;
  for (let k = 0; k < found; k++) {
    const cell = touched[k] as number, n = counts[cell] as number;
    const low = cell >> 8, high = cell & 255;
    counts[cell] = 0;
    (one[low] as number) += n;
    (one[high] as number) += n;
    (sum[low + high] as number) += 2 * n;
    (gap[high - low] as number) += 2 * n;
    product += 2 * n * low * high;
    squares += low === high ? 4 * n * n : 2 * n * n;
    entropy += low === high ? plogp(2 * n) : 2 * plogp(n);
  }
  let mean = 0, second = 0, oneEntropy = 0;
  for (let k = 0; k <= highest; k++) {
    const n = one[k] as number;
    if (n === 0) continue;
    one[k] = 0;
    mean += k * n;
    second += k * k * n;
    oneEntropy += plogp(n);
  }
  let sumMean = 0, sumSecond = 0, sumEntropy = 0;
  for (let k = 0; k <= 2 * highest; k++) {
    const n = sum[k] as number;
    if (n === 0) continue;
    sum[k] = 0;
    sumMean += k * n;
    sumSecond += k * k * n;
    sumEntropy += plogp(n);
  }
  let contrast = 0, inverse = 0, gapSquares = 0, gapEntropy = 0;
  for (let k = 0; k <= highest; k++) {
    const n = gap[k] as number;
    if (n === 0) continue;
    gap[k] = 0;
    contrast += k * k * n;
    inverse += n / (1 + k * k);
    gapSquares += n * n;
    gapEntropy += plogp(n);
  }
  const bits = (weighted: number) => Math.max(0, Math.log2(total) - weighted / total);
  mean /= total;
  const variance = Math.max(0, second / total - mean * mean),
    uniform = found === 1 && contrast === 0;
  const hx = bits(oneEntropy), hxy = bits(entropy);
  into[at] = squares / total / total;
  into[at + 1] = contrast / total;
  into[at + 2] = uniform ? 1 : (product / total - mean * mean) / variance;
  into[at + 3] = uniform ? 0 : variance;
  into[at + 4] = inverse / total;
  into[at + 5] = sumMean / total;
  into[at + 6] = uniform ? 0 : sumSecond / total - (sumMean / total) ** 2;
  into[at + 7] = bits(sumEntropy);
  into[at + 8] = hxy;
  into[at + 9] = gapSquares / total / total / (highest + 1) - 1 / (highest + 1) ** 2;
  into[at + 10] = bits(gapEntropy);
  into[at + 11] = uniform ? 0 : (hxy - 2 * hx) / hx;
  into[at + 12] = Math.sqrt(Math.max(0, 1 - Math.exp(-2 * (2 * hx - hxy))));
}

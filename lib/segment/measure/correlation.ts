import type { DenseRanks } from "./dense_ranks.ts";
import type { RegionValues } from "./intensity.ts";
import type { Region } from "./region.ts";

/** Values below this share of the brightest pixel of the object do not take part in co-localisation. */
const threshold = 0.15;
const each = 9;

/**
 * Names of the features of all pairs of channels, in the order of {@link correlationMeasurer}.
 *
 * @param channels Names of the channels.
 *
 * @example
 * ```ts
 * import { correlationFeatures } from "./correlation.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(correlationFeatures(["DAPI", "Actin"])[0], "Correlation_Correlation_DAPI_Actin");
 * ```
 */
export function correlationFeatures(channels: readonly string[]): string[] {
  return channels.flatMap((a, i) =>
    channels.slice(i + 1).flatMap((b) => [
      `Correlation_Correlation_${a}_${b}`,
      `Correlation_Slope_${a}_${b}`,
      `Correlation_Overlap_${a}_${b}`,
      `Correlation_K_${a}_${b}`,
      `Correlation_K_${b}_${a}`,
      `Correlation_Manders_${a}_${b}`,
      `Correlation_Manders_${b}_${a}`,
      `Correlation_RWC_${a}_${b}`,
      `Correlation_RWC_${b}_${a}`,
    ])
  );
}

/** Measures how the channels of one object go together. */
export type CorrelationMeasure = (
  region: Region,
  light: readonly RegionValues[],
  into: Float64Array,
  at: number,
) => void;

/**
 * Prepares to measure how pairs of channels go together within objects, as CellProfiler's
 * MeasureColocalization.
 *
 * Correlation is Pearson's, Slope that of the second channel on the first, both over all pixels.
 * Overlap, K (the two parts of overlap), Manders (share of a channel's light where the other is) and RWC
 * (the same, weighted by how close the ranks of both values are) are over pixels of at least 15 % of
 * the brightest of the object. NaN where a channel does not vary (Correlation, Slope) or has no light;
 * 0 where no pixel is above both thresholds. Costes's thresholds are not measured.
 *
 * RWC ranks values as CellProfiler does: over the pixels of all objects of the compartment in the field,
 * equal values alike, so that an object's RWC also depends on the others. (The Python package cp_measure
 * ranks within each object, and its values differ.) CellProfiler writes Slope for whole images only;
 * here it is that of each object, by the same formula.
 *
 * @param ranks Ranks of the values of each channel over all objects of the compartment.
 * @returns A function for one object after another; it keeps its work space.
 *
 * @example
 * ```ts
 * import { correlationMeasurer } from "./correlation.ts";
 * import { boxes } from "../flows/boxes.ts";
 * import { denseRanks } from "./dense_ranks.ts";
 * import { regionCutter } from "./region.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const labels = new Int32Array([1, 1, 1]), into = new Float64Array(9);
 * const region = regionCutter(labels, 3, 1)(boxes(labels, 3, 1)[0]!);
 * const values = new Uint16Array([1, 2, 3]), light = { values, sorted: values };
 * const ranks = denseRanks(values, labels);
 * correlationMeasurer([ranks, ranks])(region, [light, light], into, 0);
 * assertAlmostEquals(into[0]!, 1);
 * ```
 */
export function correlationMeasurer(ranks: readonly DenseRanks[]): CorrelationMeasure {
  let rankImages: Uint16Array[] = [], size = 0;
  return ({ area }, light, into, at) => {
    if (size < area || rankImages.length < light.length) {
      size = Math.max(size, 2 * area);
      rankImages = light.map(() => new Uint16Array(size));
    }
    const stats = light.map(({ values, sorted }, c) => {
      const { rankOf, levels } = ranks[c] as DenseRanks;
      const rank = rankImages[c] as Uint16Array, first = values[0] as number;
      const most = sorted[area - 1] as number, least = threshold * most;
      let above = 0, shifted = 0, squares = 0;
      for (let i = 0; i < area; i++) {
        const value = values[i] as number, d = value - first;
        rank[i] = rankOf[value] as number;
        if (value >= least) above += value;
        shifted += d;
        squares += d * d;
      }
      const variance = most === sorted[0] ? 0 : squares - shifted * shifted / area;
      return { values, rank, first, least, above, shifted, variance, levels };
    });
    let to = at;
    for (let a = 0; a < stats.length; a++) {
      for (let b = a + 1; b < stats.length; b++, to += each) {
        pair(stats[a] as Stats, stats[b] as Stats, area, into, to);
      }
    }
  };
}

interface Stats {
  values: Uint16Array;
  /** Rank of the value of each pixel among those of all objects. */
  rank: Uint16Array;
  /** A value that sums are taken about, so that they stay exact. */
  first: number;
  /** Values from here on take part in co-localisation. */
  least: number;
  /** Their sum. */
  above: number;
  shifted: number;
  /** Sum of squared deviations. */
  variance: number;
  /** How many ranks there are. */
  levels: number;
}

function pair(a: Stats, b: Stats, area: number, into: Float64Array, to: number): void {
  const levels = Math.max(a.levels, b.levels);
  const { values: first, rank: firstRank, first: firstZero, least: firstLeast } = a;
  const { values: second, rank: secondRank, first: secondZero, least: secondLeast } = b;
  let mixed = 0, both = 0, inA = 0, inB = 0, squaresA = 0, squaresB = 0, product = 0;
  let weightedA = 0, weightedB = 0;
  for (let i = 0; i < area; i++) {
    const x = first[i] as number, y = second[i] as number;
    mixed += (x - firstZero) * (y - secondZero);
    if (x < firstLeast || y < secondLeast) continue;
    both++;
    inA += x;
    inB += y;
    squaresA += x * x;
    squaresB += y * y;
    product += x * y;
    const apart = (firstRank[i] as number) - (secondRank[i] as number);
    const weight = levels - (apart < 0 ? -apart : apart);
    weightedA += x * weight;
    weightedB += y * weight;
  }
  const covariance = mixed - a.shifted * b.shifted / area;
  const varies = a.variance > 0 && b.variance > 0;
  into[to] = varies ? covariance / Math.sqrt(a.variance * b.variance) : NaN;
  into[to + 1] = a.variance > 0 ? covariance / a.variance : NaN;
  if (both === 0) return void into.fill(0, to + 2, to + each);
  const over = (part: number, whole: number) => whole === 0 ? NaN : part / whole;
  into[to + 2] = over(product, Math.sqrt(squaresA * squaresB));
  into[to + 3] = over(product, squaresA);
  into[to + 4] = over(product, squaresB);
  into[to + 5] = over(inA, a.above);
  into[to + 6] = over(inB, b.above);
  into[to + 7] = over(weightedA / levels, a.above);
  into[to + 8] = over(weightedB / levels, b.above);
}

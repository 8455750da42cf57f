import { InputError } from "../core/errors.ts";

/** How often each of the 65,536 grey values of 16 bits occurs. */
export type Histogram = Uint32Array;

/** The two grey values between which an image is shown or stored. */
export interface Limits {
  /** Grey value that becomes black. */
  low: number;
  /** Grey value that becomes white. */
  high: number;
}

/**
 * Counts every grey value; given a histogram it adds to it, so that a whole plate fits in one.
 *
 * @param data Grey values, any shape.
 * @param into Histogram to add to; defaults to an empty one.
 * @returns The histogram, 65,536 bins.
 *
 * @example
 * ```ts
 * import { histogram } from "./intensity.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const plate = histogram(new Uint16Array([3, 3, 5]));
 * histogram(new Uint16Array([3]), plate);
 * assertEquals(plate[3], 3);
 * ```
 */
export function histogram(data: Uint16Array, into: Histogram = new Uint32Array(65536)): Histogram {
  for (let i = 0; i < data.length; i++) (into[data[i] as number] as number)++;
  return into;
}

/**
 * Quantiles of the counted grey values by definition R-7 (the default of R, NumPy and Excel): linear
 * between the two order statistics around position (n − 1)p.
 *
 * @param counts Histogram with at least one count.
 * @param probabilities Each in [0, 1].
 * @returns One grey value for each probability, not always whole.
 * @throws {InputError} for an empty histogram or a probability outside [0, 1].
 *
 * @example
 * ```ts
 * import { histogram, quantiles } from "./intensity.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(quantiles(histogram(new Uint16Array([10, 20, 30, 40])), [0.5]), [25]);
 * ```
 */
export function quantiles(counts: Histogram, probabilities: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) throw new InputError("Cannot take quantiles", { found: "no pixels" });
  const cumulative = new Float64Array(counts.length);
  for (let value = 0, sum = 0; value < counts.length; value++) {
    cumulative[value] = sum += counts[value] as number;
  }
  return probabilities.map((probability) => {
    if (!(probability >= 0 && probability <= 1)) {
      throw new InputError("Cannot take a quantile", { found: probability, allowed: "0 to 1" });
    }
    const position = (total - 1) * probability;
    const below = orderStatistic(cumulative, Math.floor(position));
    const above = orderStatistic(cumulative, Math.ceil(position));
    return below + (position - Math.floor(position)) * (above - below);
  });
}

/** The grey value at a 0-based rank: the first whose cumulative count exceeds the rank. */
function orderStatistic(cumulative: Float64Array, rank: number): number {
  let low = 0, high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cumulative[middle] as number) > rank) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Shares of the pixels below black and below white, where no others are asked for. */
export const shownShares = { low: 0.001, high: 0.999 } as const;

/**
 * Limits that leave a share of the pixels below black and above white.
 *
 * One histogram a field stretches each field for itself, which is good for looking and wrong for
 * comparing; one histogram a plate (or screen) and channel keeps fields comparable.
 *
 * @param counts Histogram of the field, plate or screen.
 * @param shares Share of pixels below black and below white; default to 0.001 and 0.999.
 * @returns Limits at least one grey value apart.
 *
 * @example
 * ```ts
 * import { histogram, limitsOf } from "./intensity.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const values = Uint16Array.from({ length: 1001 }, (_, i) => i);
 * assertEquals(limitsOf(histogram(values)), { low: 1, high: 999 });
 * ```
 */
export function limitsOf(
  counts: Histogram,
  { low = shownShares.low, high = shownShares.high }: { low?: number; high?: number } = {},
): Limits {
  const [black, white] = quantiles(counts, [low, high]) as [number, number];
  return { low: black, high: Math.max(white, black + 1) };
}

/**
 * Mean and standard deviation (ddof 0) of the counted grey values.
 *
 * @example
 * ```ts
 * import { histogram, momentsOf } from "./intensity.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(momentsOf(histogram(new Uint16Array([2, 4]))), { mean: 3, deviation: 1 });
 * ```
 */
export function momentsOf(counts: Histogram): { mean: number; deviation: number } {
  let total = 0, sum = 0;
  for (let value = 0; value < counts.length; value++) {
    total += counts[value] as number;
    sum += value * (counts[value] as number);
  }
  const mean = sum / total;
  let squares = 0;
  for (let value = 0; value < counts.length; value++) {
    const count = counts[value] as number;
    if (count > 0) squares += count * (value - mean) ** 2;
  }
  return { mean, deviation: Math.sqrt(squares / total) };
}

/**
 * The step between grey values: the largest number that divides the distance between any two that
 * occur. A camera of 12 bits stored in 16 shows as a step of 16.
 *
 * @param counts Histogram of an image, better of a plate.
 * @returns The step; 0 where at most one grey value occurs.
 *
 * @example
 * ```ts
 * import { greyStep, histogram } from "./intensity.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(greyStep(histogram(new Uint16Array([16, 48, 160]))), 16);
 * ```
 */
export function greyStep(counts: Histogram): number {
  let step = 0, first = -1;
  for (let value = 0; value < counts.length && step !== 1; value++) {
    if (counts[value] === 0) continue;
    if (first < 0) first = value;
    for (let a = value - first, b = step; a > 0;) [a, b, step] = [b % a, a, a];
  }
  return step;
}

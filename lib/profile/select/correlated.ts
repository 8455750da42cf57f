import { multiply, type Product } from "../../core/multiply.ts";
import type { ProfileValues } from "../../core/profiles.ts";
import { type MeanScale, meanScale } from "../normalize/mean_scale.ts";
import { correlations } from "./correlations.ts";
import { exactCorrelations } from "./exact_correlations.ts";
import { screen } from "./screen.ts";
import { someCorrelations } from "./some_correlations.ts";

/** The largest error of a correlation from 32-bit products. */
const rounding = 2e-6;

/** A threshold from which on a screening is worth its rows. */
const leastScreened = 0.7;

/** How `correlated` works. */
export interface CorrelatedOptions {
  /** Correlation above which one of a pair goes; defaults to .9. */
  threshold?: number;
  /** Whether opposite columns count as well; defaults to false, as pycytominer has it. */
  absolute?: boolean;
  /** The engine of products; defaults to plain code on one core. */
  product?: Product;
}

/**
 * Columns to leave out so that no two that stay have a correlation above a threshold.
 *
 * Of each such pair the one goes that has more correlation with all, the sum of its absolute
 * correlations; the later one where they are alike. Where 32-bit products cannot decide whether a
 * pair is above the threshold, or which of two sums is larger, it is computed again in 64 bits.
 *
 * Source: pycytominer's `correlation_threshold`.
 *
 * @param values Matrix [n × width].
 * @param width Its columns.
 * @param rows Rows to take.
 * @param columns Columns to look at [k].
 * @param options Threshold, engine.
 * @param known Of every column over these rows, with ddof 0; defaults to finding it.
 * @returns Those of the columns that go.
 *
 * @example
 * ```ts
 * import { correlated } from "./correlated.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const values = new Float64Array([1, 2, 5, 2, 4, 1, 3, 6, 3]);
 * assertEquals(await correlated(values, 3, [0, 1, 2], [0, 1, 2]), [1]);
 * ```
 */
export async function correlated(
  values: ProfileValues,
  width: number,
  rows: ArrayLike<number>,
  columns: ArrayLike<number>,
  { threshold = 0.9, absolute = false, product = multiply }: CorrelatedOptions = {},
  known: MeanScale = meanScale(values, width, rows, 0),
): Promise<number[]> {
  const k = columns.length;
  const whole = Array.from(columns).every((column) => known.missing[column] === 0);
  // Where columns have holes, or half of them would be left, it is as well to correlate all.
  const screened = whole && threshold >= leastScreened
    ? await screen(values, width, rows, columns, known, { threshold, absolute, product })
    : undefined;
  const own = screened !== undefined && screened.length <= k / 2
    ? screened
    : Array.from({ length: k }, (_, i) => i);
  const m = own.length;
  const r = m < k
    ? await someCorrelations(values, width, rows, columns, own, known, product)
    : await correlations(values, width, rows, columns, known, product);
  const between = (first: number, second: number) => {
    const correlation = r[second * k + own[first]!]!;
    return absolute ? Math.abs(correlation) : correlation;
  };
  const sums = Float64Array.from({ length: m }, (_, i) => sumOf(r.subarray(i * k, (i + 1) * k)));
  const pairs = pairsAbove(m, (a, b) => between(a, b) >= threshold - rounding);
  // Errors of many correlations mostly cancel in their sum.
  const alike = rounding * Math.max(1, k / 200);
  const uncertain = (first: number, second: number): number[] => {
    const size = between(first, second);
    // Two columns that are the same but for rounding: nothing tells which is the better one.
    if (size > 1 - rounding) return [];
    if (Math.abs(sums[first]! - sums[second]!) < alike) return [first, second];
    return size < threshold + rounding ? [second] : [];
  };
  const again = [...new Set(pairs.flatMap(([first, second]) => uncertain(first, second)))];
  const exact = exactCorrelations(
    values,
    width,
    rows,
    columns,
    again.map((place) => columns[own[place]!] as number),
    known,
  );
  for (const [i, place] of again.entries()) {
    const row = exact.subarray(i * k, (i + 1) * k);
    sums[place] = sumOf(row);
    r.set(row, place * k);
    for (let other = 0; other < m; other++) r[other * k + own[place]!] = row[own[other]!]!;
  }
  const goes = new Uint8Array(k);
  for (const [first, second] of pairs) {
    const size = between(first, second);
    if (size <= threshold) continue;
    const same = size > 1 - rounding && Math.abs(sums[first]! - sums[second]!) < alike;
    goes[own[!same && sums[first]! > sums[second]! ? first : second]!] = 1;
  }
  return Array.from(columns).filter((_, position) => goes[position] === 1);
}

/** Pairs of numbers below m, the first the smaller one, that pass a test. */
function pairsAbove(
  m: number,
  test: (first: number, second: number) => boolean,
): [number, number][] {
  const pairs: [number, number][] = [];
  for (let second = 1; second < m; second++) {
    for (let first = 0; first < second; first++) {
      if (test(first, second)) pairs.push([first, second]);
    }
  }
  return pairs;
}

function sumOf(correlations: Float64Array): number {
  return correlations.reduce((sum, correlation) => sum + Math.abs(correlation), 0);
}

import type { Product } from "../../core/multiply.ts";
import type { ProfileValues } from "../../core/profiles.ts";
import type { MeanScale } from "../normalize/mean_scale.ts";
import { scaledBlocks, varies } from "./scaled_blocks.ts";
import { addSymmetricProduct } from "./symmetric_product.ts";

/** What a screening looks for. */
export interface ScreenOptions {
  /** Correlation that a pair must reach. */
  threshold: number;
  /** Whether the correlation of opposite columns counts as well. */
  absolute: boolean;
  /** The engine of products. */
  product: Product;
}

/**
 * Columns that may have a correlation of a threshold with another one; the others surely have none.
 *
 * Columns with mean 0 and spread 1 over n rows have a squared distance of 2n(1 − r), and the distance
 * over some of the rows is at most that. So somewhat more than n(1 − r) rows, spread over all, tell of
 * most pairs that they do not reach the threshold r. Where few pairs are left, their correlations are
 * computed in 64 bits.
 *
 * @param values Matrix [n × width].
 * @param width Its columns.
 * @param rows Rows to take.
 * @param columns Columns to look at, none with a missing value [k].
 * @param known Of every column over these rows, with ddof 0.
 * @param options Threshold, engine.
 * @returns Their positions among the columns, in ascending order.
 *
 * @example
 * ```ts
 * import { multiply } from "../../core/multiply.ts";
 * import { meanScale } from "../normalize/mean_scale.ts";
 * import { screen } from "./screen.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const values = new Float64Array([1, 5, 2, 2, 1, 4, 3, 3, 6]), rows = [0, 1, 2];
 * const known = meanScale(values, 3, rows, 0);
 * const options = { threshold: 0.9, absolute: false, product: multiply };
 * assertEquals(await screen(values, 3, rows, [0, 1, 2], known, options), [0, 2]);
 * ```
 */
export async function screen(
  values: ProfileValues,
  width: number,
  rows: ArrayLike<number>,
  columns: ArrayLike<number>,
  known: MeanScale,
  { threshold, absolute, product }: ScreenOptions,
): Promise<number[]> {
  const n = rows.length, k = columns.length, farthest = 2 * n * (1 - threshold);
  const sums = new Float64Array(k * k);
  for (const { scaled } of scaledBlocks(values, width, someOf(rows, threshold), columns, known)) {
    await addSymmetricProduct(scaled, product, sums);
  }
  const near: Pairs = { first: [], second: [] };
  for (let second = 1; second < k; second++) {
    if (!varies(known, columns[second] as number)) continue;
    for (let first = 0; first < second; first++) {
      const both = sums[first * k + first]! + sums[second * k + second]!;
      const shared = sums[second * k + first]!;
      const distance = both - 2 * (absolute ? Math.abs(shared) : shared);
      // What 32 bits may have rounded away is allowed for many times over.
      if (distance > farthest * 1.001 + both * 1e-5) continue;
      if (!varies(known, columns[first] as number)) continue;
      near.first.push(first);
      near.second.push(second);
    }
  }
  const few = near.first.length <= 2 * k;
  const products = few ? pairProducts(values, width, rows, columns, known, near) : undefined;
  const left = new Set<number>();
  for (const [pair, first] of near.first.entries()) {
    const second = near.second[pair]!;
    if (products !== undefined) {
      const size = known.spread[columns[first]!]! * known.spread[columns[second]!]! * n;
      const r = products[pair]! / size;
      if ((absolute ? Math.abs(r) : r) < threshold - 1e-9) continue;
    }
    left.add(first).add(second);
  }
  return [...left].sort((a, b) => a - b);
}

/** Pairs of positions, the first before the second. */
interface Pairs {
  first: number[];
  second: number[];
}

/**
 * Rows at equal steps: a quarter more than it takes to tell unrelated columns apart, and what chance
 * may take away from their distance.
 */
function someOf(rows: ArrayLike<number>, threshold: number): Int32Array {
  const n = rows.length, needed = (1 - threshold) * n;
  const step = Math.max(1, Math.floor(n / Math.max(1, 1.25 * needed + 6 * Math.sqrt(needed))));
  return Int32Array.from({ length: Math.ceil(n / step) }, (_, i) => rows[i * step] as number);
}

/** Sum of the products of each pair, both less their means, over all rows. */
function pairProducts(
  values: ProfileValues,
  width: number,
  rows: ArrayLike<number>,
  columns: ArrayLike<number>,
  { center }: MeanScale,
  { first, second }: Pairs,
): Float64Array {
  const one = Int32Array.from(first, (position) => columns[position] as number);
  const other = Int32Array.from(second, (position) => columns[position] as number);
  const means = Float64Array.from(one, (column) => center[column]!);
  const otherMeans = Float64Array.from(other, (column) => center[column]!);
  const sums = new Float64Array(one.length);
  for (let i = 0; i < (one.length === 0 ? 0 : rows.length); i++) {
    addRow(values, (rows[i] as number) * width, one, other, means, otherMeans, sums);
  }
  return sums;
}

/** Adds the products of one row. */
function addRow(
  values: ProfileValues,
  start: number,
  one: Int32Array,
  other: Int32Array,
  means: Float64Array,
  otherMeans: Float64Array,
  sums: Float64Array,
): void {
  for (let pair = 0; pair < sums.length; pair++) {
    const x = (values[start + one[pair]!] as number) - means[pair]!;
    sums[pair]! += x * ((values[start + other[pair]!] as number) - otherMeans[pair]!);
  }
}

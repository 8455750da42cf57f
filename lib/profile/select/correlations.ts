import { multiply, type Product } from "../../core/multiply.ts";
import type { ProfileValues } from "../../core/profiles.ts";
import { meanScale } from "../normalize/mean_scale.ts";

/** Numbers that are laid out at a time for a product. */
const blockSize = 1 << 22;

/** A share of the variance, below which a column does not vary over the rows of a pair. */
const flat = 1e-6;

/**
 * Pearson correlations between columns, each over the rows where both were measured.
 *
 * Columns are brought to mean 0 and spread 1, rounded to 32 bits and multiplied by the engine in
 * blocks of rows, whose sums are kept in 64 bits: errors are below 10⁻⁶. Where values are missing,
 * what they change in the means and spreads of a pair comes from further products of the columns
 * concerned only. A column without spread has correlation 0 with all.
 *
 * @param values Matrix [n × width].
 * @param width Its columns.
 * @param rows Rows to take.
 * @param columns Columns to correlate [k].
 * @param product The engine of products; defaults to plain code on one core.
 * @returns Row after row [k × k].
 *
 * @example
 * ```ts
 * import { correlations } from "./correlations.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const found = await correlations(new Float64Array([1, 3, 2, 2, 3, 1]), 2, [0, 1, 2], [0, 1]);
 * assertAlmostEquals(found[1]!, -1, 1e-6);
 * ```
 */
export async function correlations(
  values: ProfileValues,
  width: number,
  rows: ArrayLike<number>,
  columns: ArrayLike<number>,
  product: Product = multiply,
): Promise<Float64Array> {
  const n = rows.length, k = columns.length;
  const { center, spread } = meanScale(values, width, rows, 0);
  const chosen = Int32Array.from(columns);
  const factor = Float64Array.from(chosen, (column) => {
    const size = spread[column]!;
    return size > Math.abs(center[column]!) * 1e-13 ? 1 / size : 0;
  });
  const holey = withHoles(values, width, rows, chosen), h = holey.length;
  const products = new Float64Array(k * k);
  const partly: Partly | undefined = h === 0 ? undefined : {
    counts: new Float64Array(h * k),
    sums: new Float64Array(h * k),
    otherSums: new Float64Array(h * k),
    squares: new Float64Array(h * k),
    otherSquares: new Float64Array(h * k),
  };
  // Not a power of two, so that the columns of a row do not fall on the same lines of the cache.
  const length = Math.min(n, Math.floor(blockSize / Math.max(1, k)) | 15);
  for (let first = 0; first < n; first += length) {
    const count = Math.min(length, n - first);
    const scaled = matrix(k, count), measured = matrix(h === 0 ? 0 : k, count);
    for (let i = 0; i < count; i++) {
      const from = (rows[first + i] as number) * width;
      for (let column = 0, at = i; column < k; column++, at += count) {
        const feature = chosen[column]!;
        const value = values[from + feature] as number;
        if (value !== value) continue;
        scaled.data[at] = (value - center[feature]!) * factor[column]!;
        if (h > 0) measured.data[at] = 1;
      }
    }
    add(products, await product(scaled, scaled));
    if (partly === undefined) continue;
    const squared = { ...scaled, data: scaled.data.map((value) => value * value) };
    const [own, ownMeasured, ownSquared] = [scaled, measured, squared].map((all) =>
      someRows(all, holey)
    ) as [typeof scaled, typeof scaled, typeof scaled];
    add(partly.counts, await product(ownMeasured, measured));
    add(partly.sums, await product(own, measured));
    add(partly.otherSums, await product(ownMeasured, scaled));
    add(partly.squares, await product(ownSquared, measured));
    add(partly.otherSquares, await product(ownMeasured, squared));
  }
  for (const [row, column] of holey.entries()) {
    const { counts, sums, otherSums, squares, otherSquares } = partly as Partly;
    for (let other = 0; other < k; other++) {
      const i = row * k + other, m = counts[i]!, x = sums[i]!, y = otherSums[i]!;
      const own = squares[i]! / m - (x / m) ** 2, others = otherSquares[i]! / m - (y / m) ** 2;
      const covariance = products[column * k + other]! / m - x / m * (y / m);
      products[column * k + other] = Math.min(own, others) > flat
        ? covariance / Math.sqrt(own * others) * n
        : 0;
    }
  }
  // Each row of a column with holes has been made from sums of products, which are still in the
  // rows of the others.
  for (const column of holey) {
    for (let other = 0; other < k; other++) {
      products[other * k + column] = products[column * k + other]!;
    }
  }
  return products.map((sum) => Math.max(-1, Math.min(1, sum / n)));
}

/** Sums over the rows in which both of a pair were measured [columns with holes × k]. */
interface Partly {
  counts: Float64Array;
  sums: Float64Array;
  otherSums: Float64Array;
  squares: Float64Array;
  otherSquares: Float64Array;
}

/** Positions of the columns that lack a value in some row. */
function withHoles(
  values: ProfileValues,
  width: number,
  rows: ArrayLike<number>,
  columns: Int32Array,
): number[] {
  const holes = new Uint8Array(width);
  for (let i = 0; i < rows.length; i++) {
    for (let column = 0, at = (rows[i] as number) * width; column < width; column++, at++) {
      if (values[at] !== values[at]) holes[column] = 1;
    }
  }
  return Array.from(columns.keys()).filter((position) => holes[columns[position]!] === 1);
}

function matrix(rows: number, cols: number) {
  return { rows, cols, data: new Float32Array(rows * cols) };
}

function someRows({ cols, data }: ReturnType<typeof matrix>, rows: readonly number[]) {
  const some = matrix(rows.length, cols);
  rows.forEach((row, i) => some.data.set(data.subarray(row * cols, (row + 1) * cols), i * cols));
  return some;
}

function add(sums: Float64Array, { data }: { data: Float32Array }): void {
  for (let i = 0; i < sums.length; i++) sums[i]! += data[i]!;
}

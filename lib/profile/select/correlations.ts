import { type Matrix32, multiply, type Product } from "../../core/multiply.ts";
import type { ProfileValues } from "../../core/profiles.ts";
import type { MeanScale } from "../normalize/mean_scale.ts";

/** Numbers that are laid out at a time for a product. */
const blockSize = 1 << 22;

/** Rows and columns that are laid out at a time. */
const tileRows = 128, tileColumns = 32;

/** Strips that a symmetric product is made in; of each only what the diagonal ends is made. */
const strips = 4;

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
 * @param known Of every column over these rows, with ddof 0.
 * @param product The engine of products; defaults to plain code on one core.
 * @returns Row after row [k × k].
 *
 * @example
 * ```ts
 * import { meanScale } from "../normalize/mean_scale.ts";
 * import { correlations } from "./correlations.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const values = new Float64Array([1, 3, 2, 2, 3, 1]), rows = [0, 1, 2];
 * const known = meanScale(values, 2, rows, 0);
 * const found = await correlations(values, 2, rows, [0, 1], known);
 * assertAlmostEquals(found[1]!, -1, 1e-6);
 * ```
 */
export async function correlations(
  values: ProfileValues,
  width: number,
  rows: ArrayLike<number>,
  columns: ArrayLike<number>,
  { center, spread, missing }: MeanScale,
  product: Product = multiply,
): Promise<Float64Array> {
  const n = rows.length, k = columns.length;
  const chosen = Int32Array.from(columns);
  const factor = Float64Array.from(chosen, (column) => {
    const size = spread[column]!;
    return size > Math.abs(center[column]!) * 1e-13 ? 1 / size : 0;
  });
  const holey = Array.from(chosen.keys()).filter((position) => missing[chosen[position]!]! > 0);
  const h = holey.length;
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
  // Used again for each block, as fresh memory costs more than the work on it.
  const room = new Float32Array(k * length);
  for (let first = 0; first < n; first += length) {
    const count = Math.min(length, n - first);
    const scaled = { rows: k, cols: count, data: room.subarray(0, k * count) };
    const measured = matrix(h === 0 ? 0 : k, count);
    const { data } = scaled;
    // In tiles, so that both the rows that are read and the columns that are written stay in the cache.
    for (let tile = 0; tile < count; tile += tileRows) {
      const end = Math.min(count, tile + tileRows);
      for (let start = 0; start < k; start += tileColumns) {
        const stop = Math.min(k, start + tileColumns);
        for (let i = tile; i < end; i++) {
          const from = (rows[first + i] as number) * width;
          for (let column = start, at = start * count + i; column < stop; column++, at += count) {
            const feature = chosen[column]!;
            const value = values[from + feature] as number;
            const isMeasured = value === value;
            data[at] = isMeasured ? (value - center[feature]!) * factor[column]! : 0;
            if (h > 0 && isMeasured) measured.data[at] = 1;
          }
        }
      }
    }
    await lowerHalf(scaled, product, (part, row, cols) => {
      for (let i = 0; i < part.length; row++) {
        for (let column = 0; column < cols; column++) products[row * k + column]! += part[i++]!;
      }
    });
    if (partly === undefined) continue;
    const squared = { ...scaled, data: scaled.data.map((value) => value * value) };
    const [own, ownMeasured, ownSquared] = [scaled, measured, squared].map((all) =>
      someRows(all, holey)
    ) as [Matrix32, Matrix32, Matrix32];
    add(partly.counts, await product(ownMeasured, measured));
    add(partly.sums, await product(own, measured));
    add(partly.otherSums, await product(ownMeasured, scaled));
    add(partly.squares, await product(ownSquared, measured));
    add(partly.otherSquares, await product(ownMeasured, squared));
  }
  for (let row = 0; row < k; row++) {
    for (let column = row + 1; column < k; column++) {
      products[row * k + column] = products[column * k + row]!;
    }
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

/** A matrix [k × m] times its transpose, of which only places on and below the diagonal are right. */
async function lowerHalf(
  scaled: Matrix32,
  product: Product,
  take: (values: Float32Array, firstRow: number, cols: number) => void,
): Promise<void> {
  const { rows, cols, data } = scaled, step = Math.ceil(rows / strips);
  for (let first = 0; first < rows; first += step) {
    const end = Math.min(rows, first + step);
    const strip = { rows: end - first, cols, data: data.subarray(first * cols, end * cols) };
    const above = { rows: end, cols, data: data.subarray(0, end * cols) };
    take((await product(strip, above)).data, first, end);
  }
}

function matrix(rows: number, cols: number): Matrix32 {
  return { rows, cols, data: new Float32Array(rows * cols) };
}

function someRows({ cols, data }: Matrix32, rows: readonly number[]): Matrix32 {
  const some = matrix(rows.length, cols);
  rows.forEach((row, i) => some.data.set(data.subarray(row * cols, (row + 1) * cols), i * cols));
  return some;
}

function add(sums: Float64Array, { data }: Matrix32): void {
  for (let i = 0; i < sums.length; i++) sums[i]! += data[i]!;
}

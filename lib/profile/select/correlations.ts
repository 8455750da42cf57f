import { type Matrix32, multiply, type Product } from "../../core/multiply.ts";
import type { ProfileValues } from "../../core/profiles.ts";
import type { MeanScale } from "../normalize/mean_scale.ts";
import { scaledBlocks } from "./scaled_blocks.ts";
import { addSymmetricProduct } from "./symmetric_product.ts";

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
  known: MeanScale,
  product: Product = multiply,
): Promise<Float64Array> {
  const n = rows.length, k = columns.length;
  const chosen = Int32Array.from(columns);
  const holey = Array.from(chosen.keys()).filter((position) =>
    known.missing[chosen[position]!]! > 0
  );
  const h = holey.length;
  const products = new Float64Array(k * k);
  const partly: Partly | undefined = h === 0 ? undefined : {
    counts: new Float64Array(h * k),
    sums: new Float64Array(h * k),
    otherSums: new Float64Array(h * k),
    squares: new Float64Array(h * k),
    otherSquares: new Float64Array(h * k),
  };
  for (const { first, scaled } of scaledBlocks(values, width, rows, chosen, known)) {
    await addSymmetricProduct(scaled, product, products);
    if (partly === undefined) continue;
    const measured = matrix(k, scaled.cols);
    for (let i = 0; i < scaled.cols; i++) {
      const from = (rows[first + i] as number) * width;
      for (let column = 0, at = i; column < k; column++, at += scaled.cols) {
        const value = values[from + chosen[column]!] as number;
        if (value === value) measured.data[at] = 1;
      }
    }
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

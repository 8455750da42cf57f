import type { Matrix } from "../../core/matrix.ts";
import { type Matrix32, multiply, type Product } from "../../core/multiply.ts";
import { columnMeans, type Metric, prepare, type Prepared } from "./prepare.ts";

type Values = Matrix<Float32Array | Float64Array>;

/**
 * Compares rows of one matrix with rows of another, or of itself, any of them with any.
 *
 * What it gives is similarity, larger for nearer rows: the cosine, Pearson's correlation, or minus
 * the squared distance, in 32 bits. Where the product loses digits of a squared distance (rows much
 * closer to one another than to the mean) it is taken again in 64 bits.
 *
 * @example
 * ```ts
 * import { multiply } from "../../core/multiply.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const matrix = { rows: 2, cols: 2, data: new Float64Array([0, 0, 3, 4]) };
 * const comparison = new Comparison(matrix, matrix, "euclidean", multiply);
 * assertEquals(comparison.pair(0, 1), -25);
 * ```
 */
export class Comparison {
  readonly #left: Prepared;
  readonly #right: Prepared;

  /**
   * @param left Finite values [n × d].
   * @param right Finite values [m × d]; may be the same object.
   * @param metric Which similarity.
   * @param product Engine of the matrix products.
   */
  constructor(
    private readonly left: Values,
    private readonly right: Values,
    private readonly metric: Metric,
    private readonly product: Product,
  ) {
    const origin = metric === "euclidean" ? columnMeans(right) : new Float64Array(0);
    this.#right = prepare(right, metric, origin);
    this.#left = left === right ? this.#right : prepare(left, metric, origin);
  }

  /**
   * Similarities of some rows of the left with some rows of the right.
   *
   * @param rows Numbers of rows of the left [a].
   * @param cols Numbers of rows of the right [b]; defaults to all in order.
   * @returns [a × b].
   */
  async block(rows: Int32Array, cols?: Int32Array): Promise<Matrix32> {
    const found = await this.product(
      take(this.#left.rows, rows),
      cols === undefined ? this.#right.rows : take(this.#right.rows, cols),
    );
    if (this.metric === "euclidean") this.#toSquares(found, rows, cols);
    return found;
  }

  /** Similarity of a row of the left and a row of the right, as the plain engine would give it. */
  pair(row: number, col: number): number {
    if (this.metric === "euclidean") return Math.fround(-this.#exact(row, col));
    const width = this.left.cols, a = this.#left.rows.data, b = this.#right.rows.data;
    let sum = 0;
    for (let k = 0, i = row * width, j = col * width; k < width; k++) sum += a[i++]! * b[j++]!;
    return Math.fround(sum);
  }

  /**
   * Similarities of some rows of the left with some rows of the right, each to the last digit what
   * `pair` gives.
   *
   * @param rows Numbers of rows of the left [a].
   * @param cols Numbers of rows of the right [b].
   * @returns [a × b].
   */
  async pairs(rows: Int32Array, cols: Int32Array): Promise<Matrix32> {
    if (this.metric !== "euclidean") {
      return await multiply(take(this.#left.rows, rows), take(this.#right.rows, cols));
    }
    const data = new Float32Array(rows.length * cols.length);
    let at = 0;
    for (const row of rows) for (const col of cols) data[at++] = this.pair(row, col);
    return { rows: rows.length, cols: cols.length, data };
  }

  /** Whether a row of the left has no direction: zeros, or a constant for Pearson. */
  bare(row: number): boolean {
    return this.metric !== "euclidean" && this.#left.squares[row] === 0;
  }

  #toSquares(dots: Matrix32, rows: Int32Array, cols: Int32Array | undefined): void {
    for (let i = 0, at = 0; i < dots.rows; i++) {
      const row = rows[i]!, square = this.#left.squares[row]!;
      for (let j = 0; j < dots.cols; j++, at++) {
        const col = cols === undefined ? j : cols[j]!;
        const sum = square + this.#right.squares[col]!, found = sum - 2 * dots.data[at]!;
        dots.data[at] = -(found > 1e-2 * sum ? found : this.#exact(row, col));
      }
    }
  }

  #exact(row: number, col: number): number {
    const width = this.left.cols, a = this.left.data, b = this.right.data;
    let sum = 0;
    for (let k = 0, i = row * width, j = col * width; k < width; k++) {
      sum += (a[i++]! - b[j++]!) ** 2;
    }
    return sum;
  }
}

/** Rows by number; a run of rows shares memory. */
function take({ cols, data }: Matrix32, rows: Int32Array): Matrix32 {
  const first = rows[0] ?? 0;
  if (rows.every((row, i) => row === first + i)) {
    const run = data.subarray(first * cols, (first + rows.length) * cols);
    return { rows: rows.length, cols, data: run };
  }
  const taken = new Float32Array(rows.length * cols);
  for (const [to, row] of rows.entries()) {
    taken.set(data.subarray(row * cols, (row + 1) * cols), to * cols);
  }
  return { rows: rows.length, cols, data: taken };
}

import { InputError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";
import { type Matrix32, multiply, type Product } from "../core/multiply.ts";
import { columnMeans, type Metric, prepare, type Prepared } from "./distance/prepare.ts";
import { checkFinite } from "./finite.ts";

export type { Metric } from "./distance/prepare.ts";

/** How {@link distances} works. */
export interface DistanceOptions {
  /** Which distance; defaults to `cosine`. */
  metric?: Metric;
  /** Rows to compare with [m × d]; defaults to the rows themselves. */
  to?: Matrix<Float32Array | Float64Array>;
  /** Engine of the matrix products; defaults to plain typed arrays on one core. */
  product?: Product;
  /** Rows of one product, which bound the memory; defaults to 1024. */
  blockRows?: number;
}

/** The distances of some rows to all others. */
export interface DistanceBlock {
  /** Number of the first row, from 0. */
  start: number;
  /** Distances [rows of the block × m]. */
  distances: Matrix32;
}

/**
 * All distances between rows, a block of rows at a time, so that n × n never need to fit in memory.
 *
 * Distances are 32-bit numbers. Euclid's come from ‖a‖² + ‖b‖² − 2a·b about the data's mean; where
 * that loses digits (rows much closer to one another than to the mean) they are taken again in 64
 * bits.
 *
 * @param matrix Rows to compare [n × d].
 * @param options Metric, other rows, engine, size of a block.
 * @throws {InputError} for values that are not finite, or rows of another length.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const matrix = { rows: 3, cols: 2, data: new Float64Array([1, 0, 0, 2, -3, 0]) };
 * for await (const { start, distances } of distanceBlocks(matrix, { blockRows: 2 })) {
 *   if (start === 2) assertEquals([...distances.data], [2, 1, 0]);
 * }
 * ```
 */
export async function* distanceBlocks(
  matrix: Matrix<Float32Array | Float64Array>,
  options: DistanceOptions = {},
): AsyncGenerator<DistanceBlock> {
  const { metric = "cosine", to = matrix, product = multiply, blockRows = 1024 } = options;
  check(matrix, to);
  const origin = metric === "euclidean" ? columnMeans(to) : new Float64Array(0);
  const right = prepare(to, metric, origin);
  const left = to === matrix ? right : prepare(matrix, metric, origin);
  const width = matrix.cols;
  for (let start = 0; start < matrix.rows; start += blockRows) {
    const rows = Math.min(blockRows, matrix.rows - start);
    const data = left.rows.data.subarray(start * width, (start + rows) * width);
    const dots = await product({ rows, cols: width, data }, right.rows);
    if (metric === "euclidean") toEuclid(dots, start, left, right, { matrix, to });
    else for (let i = 0; i < dots.data.length; i++) dots.data[i] = oneMinus(dots.data[i]!);
    if (to === matrix) clearDiagonal(dots, start, right, metric);
    yield { start, distances: dots };
  }
}

/**
 * All distances between rows as one matrix [n × m]; see {@link distanceBlocks}.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const matrix = { rows: 2, cols: 2, data: new Float64Array([0, 0, 3, 4]) };
 * assertEquals([...(await distances(matrix, { metric: "euclidean" })).data], [0, 5, 5, 0]);
 * ```
 */
export async function distances(
  matrix: Matrix<Float32Array | Float64Array>,
  options: DistanceOptions = {},
): Promise<Matrix32> {
  const cols = (options.to ?? matrix).rows;
  const data = new Float32Array(matrix.rows * cols);
  for await (const block of distanceBlocks(matrix, options)) {
    data.set(block.distances.data, block.start * cols);
  }
  return { rows: matrix.rows, cols, data };
}

function check(
  matrix: Matrix<Float32Array | Float64Array>,
  to: Matrix<Float32Array | Float64Array>,
): void {
  const attempted = "Cannot compute distances";
  if (matrix.cols !== to.cols) {
    throw new InputError(`${attempted}: the rows differ in length`, {
      found: `${matrix.cols} and ${to.cols} features`,
      allowed: "the same number of both",
    });
  }
  checkFinite(attempted, matrix);
  if (to !== matrix) checkFinite(attempted, to);
}

function oneMinus(cosine: number): number {
  return 1 - Math.max(-1, Math.min(1, cosine));
}

/** A row is at distance 0 from itself, whatever is left by rounding; without direction, at 1. */
function clearDiagonal(dots: Matrix32, start: number, right: Prepared, metric: Metric): void {
  for (let i = 0; i < dots.rows; i++) {
    const bare = metric !== "euclidean" && right.squares[start + i] === 0;
    dots.data[i * dots.cols + start + i] = bare ? 1 : 0;
  }
}

function toEuclid(
  dots: Matrix32,
  start: number,
  left: Prepared,
  right: Prepared,
  { matrix, to }: Record<"matrix" | "to", Matrix<Float32Array | Float64Array>>,
): void {
  for (let i = 0, at = 0; i < dots.rows; i++) {
    const square = left.squares[start + i]!;
    for (let j = 0; j < dots.cols; j++, at++) {
      const sum = square + right.squares[j]!, found = sum - 2 * dots.data[at]!;
      dots.data[at] = found > 1e-2 * sum ? Math.sqrt(found) : exact(matrix, start + i, to, j);
    }
  }
}

function exact(
  a: Matrix<Float32Array | Float64Array>,
  i: number,
  b: Matrix<Float32Array | Float64Array>,
  j: number,
): number {
  let sum = 0;
  for (let k = 0; k < a.cols; k++) sum += (a.data[i * a.cols + k]! - b.data[j * a.cols + k]!) ** 2;
  return Math.sqrt(sum);
}

import { InputError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";
import { type Matrix32, multiply, type Product } from "../core/multiply.ts";
import { Comparison } from "./distance/comparison.ts";
import type { Metric } from "./distance/prepare.ts";
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
  const comparison = new Comparison(matrix, to, metric, product);
  for (let start = 0; start < matrix.rows; start += blockRows) {
    const length = Math.min(blockRows, matrix.rows - start);
    const found = await comparison.block(Int32Array.from({ length }, (_, i) => start + i));
    const { data } = found;
    for (let i = 0; i < data.length; i++) {
      data[i] = metric === "euclidean"
        ? Math.sqrt(-data[i]!)
        : 1 - Math.max(-1, Math.min(1, data[i]!));
    }
    // A row is at distance 0 from itself, whatever rounding left; without direction, at 1.
    for (let i = 0; to === matrix && i < length; i++) {
      data[i * found.cols + start + i] = comparison.bare(start + i) ? 1 : 0;
    }
    yield { start, distances: found };
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

import { type Matrix, zeros } from "../core/matrix.ts";
import { rowProducts } from "../core/row_products.ts";
import { thinSvd } from "../core/svd.ts";
import { transpose } from "../core/transpose.ts";

/** A singular value decomposition that fits of all strengths share. */
interface Decomposed {
  /** Singular values [k]. */
  values: Float64Array;
  /** Uᵀ [k × n]. */
  left: Matrix;
  /** Vᵀ [k × d]. */
  right: Matrix;
}

/**
 * Ridge regression of one set of features on another, decomposed once for all strengths.
 *
 * @param from Features, centred [n × d].
 * @param to What is to be told from them, centred [n × m].
 * @returns Predicts for new rows [t × d] and a strength λ above 0 the other features [t × m]: they
 * minimise |Y − XW|² + λ|W|² over the rows that were given.
 * @throws {InputError} where a value is not finite.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const from = { rows: 2, cols: 1, data: new Float64Array([-1, 1]) };
 * const to = { rows: 2, cols: 1, data: new Float64Array([-2, 2]) };
 * assertAlmostEquals(ridge(from, to)(from, 2).data[1]!, 1);
 * ```
 */
export function ridge(from: Matrix, to: Matrix): (rows: Matrix, strength: number) => Matrix {
  const { values, left, right } = decompose(from);
  // Uᵀ Y, from which W = V diag(s / (s² + λ)) Uᵀ Y.
  const sides = transpose(rowProducts(left, transpose(to)));
  return (rows, strength) => {
    const along = rowProducts(rows, right);
    weigh(along, (i) => values[i]! / (values[i]! ** 2 + strength));
    return rowProducts(along, sides);
  };
}

/** Two sets of features brought into one space of k dimensions. */
export interface CanonicalSpace {
  /** Canonical correlations, shrunk by the ridge, the largest first [all]. */
  correlations: Float64Array;
  /** Canonical variates of rows of the first set [t × d], the first k of them [t × k]. */
  first: (rows: Matrix, k: number) => Matrix;
  /** Canonical variates of rows of the second set [t × m], the first k of them [t × k]. */
  second: (rows: Matrix, k: number) => Matrix;
}

/**
 * Canonical correlation analysis with a ridge on both sides (Vinod 1976), decomposed once for all
 * strengths.
 *
 * @param first Features, centred [n × d].
 * @param second Other features of the same rows, centred [n × m].
 * @returns For a ridge λ above 0 the directions a and b that maximise aᵀXᵀYb, with aᵀ(XᵀX + λI)a = 1 and bᵀ(YᵀY + λ'I)b = 1. λ' is λ times the ratio of the
 * total variances of both, so that one strength serves two sets of different size.
 * @throws {InputError} where a value is not finite.
 *
 * @example
 * ```ts
 * import { assert } from "@std/assert";
 *
 * const first = { rows: 3, cols: 1, data: new Float64Array([-1, 0, 1]) };
 * const { correlations } = canonical(first, first)(1e-9);
 * assert(Math.abs(correlations[0]! - 1) < 1e-6);
 * ```
 */
export function canonical(
  first: Matrix,
  second: Matrix,
): (strength: number) => CanonicalSpace {
  const x = decompose(first), y = decompose(second);
  const size = (values: Float64Array) => values.reduce((sum, value) => sum + value * value, 0);
  const ratio = size(y.values) / size(x.values);
  const shared = rowProducts(x.left, y.left);
  return (strength) => {
    const inner = { ...shared, data: shared.data.slice() };
    const shrink = (value: number, ridge: number) => value / Math.sqrt(value * value + ridge);
    const other = strength * ratio;
    for (let i = 0; i < inner.rows; i++) {
      const left = shrink(x.values[i]!, strength);
      for (let j = 0; j < inner.cols; j++) {
        inner.data[i * inner.cols + j]! *= left * shrink(y.values[j]!, other);
      }
    }
    const { values, left, right } = thinSvd(inner);
    return {
      correlations: values,
      first: variates(x, strength, left),
      second: variates(y, other, right),
    };
  };
}

function variates({ values, right }: Decomposed, strength: number, directions: Matrix) {
  return (rows: Matrix, k: number): Matrix => {
    const along = rowProducts(rows, right);
    weigh(along, (i) => 1 / Math.sqrt(values[i]! ** 2 + strength));
    return rowProducts(along, top(directions, Math.min(k, directions.rows)));
  };
}

/** Decomposes and leaves out directions that are rounding alone. */
function decompose(matrix: Matrix): Decomposed {
  const { values, left, right } = thinSvd(matrix);
  const k = values.filter((value) => value > 1e-10 * values[0]!).length;
  return { values: values.slice(0, k), left: top(left, k), right: top(right, k) };
}

function top({ cols, data }: Matrix, rows: number): Matrix {
  return { rows, cols, data: data.slice(0, rows * cols) };
}

function weigh({ rows, cols, data }: Matrix, factor: (col: number) => number): void {
  const factors = Float64Array.from({ length: cols }, (_, col) => factor(col));
  for (let i = 0; i < rows * cols; i++) data[i]! *= factors[i % cols]!;
}

/**
 * The cosine of each row of one matrix with each of another; 0 for a row of zeros.
 *
 * @param left Rows [n × d].
 * @param right Rows [m × d].
 * @returns Cosines [n × m].
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const left = { rows: 1, cols: 2, data: new Float64Array([3, 0]) };
 * const right = { rows: 2, cols: 2, data: new Float64Array([2, 0, 0, 0]) };
 * assertEquals([...cosines(left, right).data], [1, 0]);
 * ```
 */
export function cosines(left: Matrix, right: Matrix): Matrix {
  return rowProducts(unit(left), unit(right));
}

function unit({ rows, cols, data }: Matrix): Matrix {
  const out = zeros(rows, cols);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let i = row * cols; i < (row + 1) * cols; i++) sum += data[i]! ** 2;
    const length = Math.sqrt(sum) || 1;
    for (let i = row * cols; i < (row + 1) * cols; i++) out.data[i] = data[i]! / length;
  }
  return out;
}

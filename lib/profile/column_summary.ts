import type { ProfileValues } from "../core/profiles.ts";

/** Rows that are added up at a time, so that the second look at them finds them in the cache. */
const blockRows = 32;

/** What is known of each column of a matrix over some rows, missing values left out [width]. */
export interface ColumnSummary {
  /** Missing values. */
  missing: Float64Array;
  /** Mean; NaN where no value was measured. */
  mean: Float64Array;
  /** Sum of the squared distances from the mean. */
  squares: Float64Array;
  /** Smallest value; NaN where none was measured. */
  low: Float64Array;
  /** Largest value; NaN where none was measured. */
  high: Float64Array;
}

/**
 * Missing values, mean, squared distances and ends of each column, in one pass over the rows.
 *
 * The values of a block of rows are compared with their own mean, and blocks are put together by the
 * formula of Chan, Golub and LeVeque (1979). Each column's first value is taken off before anything
 * else, so that a column of large equal numbers has distances of exactly 0.
 *
 * @param values Matrix [n × width], row after row.
 * @param width Its columns.
 * @param rows Rows to take.
 *
 * @example
 * ```ts
 * import { columnSummary } from "./column_summary.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { mean, squares, high } = columnSummary(new Float64Array([1, 3]), 1, [0, 1]);
 * assertEquals([mean[0], squares[0], high[0]], [2, 2, 3]);
 * ```
 */
export function columnSummary(
  values: ProfileValues,
  width: number,
  rows: ArrayLike<number>,
): ColumnSummary {
  const n = rows.length, sums = new ColumnSums(values, width, firstValues(values, width, rows));
  for (let first = 0; first < n; first += blockRows) {
    const starts: number[] = [];
    for (let i = first; i < Math.min(n, first + blockRows); i++) {
      starts.push((rows[i] as number) * width);
    }
    sums.add(starts);
  }
  const { origin, measured, mean, squares, low, high } = sums;
  return {
    missing: measured.map((count) => n - count),
    mean: mean.map((offset, column) => measured[column]! > 0 ? origin[column]! + offset : NaN),
    squares,
    low,
    high,
  };
}

/** The first value of each column that was measured; 0 where none was. */
function firstValues(
  values: ProfileValues,
  width: number,
  rows: ArrayLike<number>,
): Float64Array {
  return Float64Array.from({ length: width }, (_, column) => {
    for (let i = 0; i < rows.length; i++) {
      const value = values[(rows[i] as number) * width + column] as number;
      if (value === value) return value;
    }
    return 0;
  });
}

/** Sums over the blocks so far; means are distances from the origin. */
class ColumnSums {
  readonly measured: Float64Array;
  readonly mean: Float64Array;
  readonly squares: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Of the block that is being added. */
  readonly #count: Float64Array;
  readonly #sum: Float64Array;
  readonly #squares: Float64Array;

  constructor(
    readonly values: ProfileValues,
    readonly width: number,
    readonly origin: Float64Array,
  ) {
    this.measured = new Float64Array(width);
    this.mean = new Float64Array(width);
    this.squares = new Float64Array(width);
    this.low = new Float64Array(width).fill(NaN);
    this.high = new Float64Array(width).fill(NaN);
    this.#count = new Float64Array(width);
    this.#sum = new Float64Array(width);
    this.#squares = new Float64Array(width);
  }

  /** Adds a block of rows, told by where they start. */
  add(starts: readonly number[]): void {
    this.#count.fill(0);
    this.#sum.fill(0);
    this.#squares.fill(0);
    const fours = starts.length - starts.length % 4;
    for (let i = 0; i < fours; i += 4) this.#addFour(starts, i);
    for (const start of starts.slice(fours)) {
      for (let column = 0; column < this.width; column++) this.#addOne(column, start);
    }
    const sum = this.#sum, count = this.#count;
    for (let column = 0; column < this.width; column++) sum[column]! /= count[column]!;
    for (let i = 0; i < fours; i += 4) this.#squareFour(starts, i);
    for (const start of starts.slice(fours)) {
      for (let column = 0; column < this.width; column++) this.#squareOne(column, start);
    }
    this.#merge();
  }

  #addFour(starts: readonly number[], i: number): void {
    const { values, width, origin, low, high } = this, sum = this.#sum, count = this.#count;
    let p = starts[i]!, q = starts[i + 1]!, r = starts[i + 2]!, s = starts[i + 3]!;
    for (let column = 0; column < width; column++) {
      const a = values[p++]!, b = values[q++]!, c = values[r++]!, d = values[s++]!;
      const from = origin[column]!;
      const all = (a - from) + (b - from) + ((c - from) + (d - from));
      if (all !== all) {
        for (let j = i; j < i + 4; j++) this.#addOne(column, starts[j]!);
        continue;
      }
      sum[column]! += all;
      count[column]! += 4;
      const least = low[column]!, most = high[column]!;
      // Written so that the NaN of the beginning gives way.
      if (!(a >= least && b >= least && c >= least && d >= least)) {
        low[column] = Math.min(a, b, c, d, least === least ? least : a);
      }
      if (!(a <= most && b <= most && c <= most && d <= most)) {
        high[column] = Math.max(a, b, c, d, most === most ? most : a);
      }
    }
  }

  #addOne(column: number, start: number): void {
    const value = this.values[start + column]!;
    if (value !== value) return;
    this.#sum[column]! += value - this.origin[column]!;
    this.#count[column]!++;
    if (!(value >= this.low[column]!)) this.low[column] = value;
    if (!(value <= this.high[column]!)) this.high[column] = value;
  }

  #squareFour(starts: readonly number[], i: number): void {
    const { values, width, origin } = this, squares = this.#squares, mean = this.#sum;
    let p = starts[i]!, q = starts[i + 1]!, r = starts[i + 2]!, s = starts[i + 3]!;
    for (let column = 0; column < width; column++) {
      const from = origin[column]!, own = mean[column]!;
      const a = values[p++]! - from - own, b = values[q++]! - from - own;
      const c = values[r++]! - from - own, d = values[s++]! - from - own;
      const all = a * a + b * b + (c * c + d * d);
      if (all === all) squares[column]! += all;
      else for (let j = i; j < i + 4; j++) this.#squareOne(column, starts[j]!);
    }
  }

  #squareOne(column: number, start: number): void {
    const distance = this.values[start + column]! - this.origin[column]! - this.#sum[column]!;
    if (distance === distance) this.#squares[column]! += distance * distance;
  }

  #merge(): void {
    const { width, measured, mean, squares } = this;
    for (let column = 0; column < width; column++) {
      const count = this.#count[column]!;
      if (count === 0) continue;
      const before = measured[column]!, share = count / (before + count);
      const apart = this.#sum[column]! - mean[column]!;
      mean[column]! += apart * share;
      squares[column]! += this.#squares[column]! + apart * apart * before * share;
      measured[column] = before + count;
    }
  }
}

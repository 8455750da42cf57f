import { InputError } from "./errors.ts";
import { type Matrix, zeros } from "./matrix.ts";

/**
 * The dot product of each row of one matrix with each row of another, left · rightᵀ, in 64 bits.
 *
 * Rows lie together in memory, so this is the product that linear algebra is built on here; the
 * 32-bit products of many rows that an accelerator may take over are another function's.
 *
 * @param left Matrix [n × d].
 * @param right Matrix [m × d].
 * @returns Products [n × m].
 * @throws {InputError} where the two have different numbers of columns.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const left = { rows: 1, cols: 2, data: new Float64Array([1, 2]) };
 * const right = { rows: 2, cols: 2, data: new Float64Array([3, 4, 5, 6]) };
 * assertEquals([...rowProducts(left, right).data], [11, 17]);
 * ```
 */
export function rowProducts(left: Matrix, right: Matrix): Matrix {
  checkInner(left, right);
  const out = zeros(left.rows, right.rows);
  addRowProducts(left, right, out.data, false);
  return out;
}

/**
 * Checks that two matrices have the same number of columns, as a product of their rows needs.
 *
 * @param left Matrix [n × d].
 * @param right Matrix [m × d].
 * @throws {InputError} where they do not.
 *
 * @example
 * ```ts
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => checkInner({ cols: 3 }, { cols: 2 }), Error, "3 and 2");
 * ```
 */
export function checkInner(left: { cols: number }, right: { cols: number }): void {
  if (left.cols === right.cols) return;
  throw new InputError("Cannot multiply: the matrices differ in columns", {
    found: `${left.cols} and ${right.cols}`,
    allowed: "the same number of both",
  });
}

/**
 * Adds the products of rows to what is there; of a matrix with itself, the upper triangle is
 * enough.
 *
 * @param out Sums so far [n × m]; with `upper`, entries below the diagonal mean nothing.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const rows = { rows: 1, cols: 2, data: new Float64Array([3, 4]) };
 * const out = new Float64Array([100]);
 * addRowProducts(rows, rows, out, true);
 * assertEquals(out[0], 125);
 * ```
 */
export function addRowProducts(
  left: Matrix,
  right: Matrix,
  out: Float64Array,
  upper: boolean,
): void {
  const tiles = 64; // rows of the right matrix that stay in the cache
  for (let first = 0; first < right.rows; first += tiles) {
    const end = Math.min(right.rows, first + tiles);
    for (let row = 0; row < left.rows; row += 4) {
      for (let col = first; col < end; col += 4) {
        if (upper && row > col) continue;
        if (row + 4 <= left.rows && col + 4 <= end) tile(left, right, row, col, out);
        else edge(left, right, row, col, Math.min(col + 4, end), out);
      }
    }
  }
}

/** Sixteen products at once, so that each number read is used four times. */
function tile(left: Matrix, right: Matrix, row: number, col: number, out: Float64Array): void {
  const d = left.cols, m = right.rows, a = left.data, b = right.data;
  const a0 = row * d, a1 = a0 + d, a2 = a1 + d, a3 = a2 + d;
  const b0 = col * d, b1 = b0 + d, b2 = b1 + d, b3 = b2 + d;
  let s00 = 0, s01 = 0, s02 = 0, s03 = 0, s10 = 0, s11 = 0, s12 = 0, s13 = 0;
  let s20 = 0, s21 = 0, s22 = 0, s23 = 0, s30 = 0, s31 = 0, s32 = 0, s33 = 0;
  for (let k = 0; k < d; k++) {
    const x0 = a[a0 + k]!, x1 = a[a1 + k]!, x2 = a[a2 + k]!, x3 = a[a3 + k]!;
    const y0 = b[b0 + k]!, y1 = b[b1 + k]!, y2 = b[b2 + k]!, y3 = b[b3 + k]!;
    s00 += x0 * y0;
    s01 += x0 * y1;
    s02 += x0 * y2;
    s03 += x0 * y3;
    s10 += x1 * y0;
    s11 += x1 * y1;
    s12 += x1 * y2;
    s13 += x1 * y3;
    s20 += x2 * y0;
    s21 += x2 * y1;
    s22 += x2 * y2;
    s23 += x2 * y3;
    s30 += x3 * y0;
    s31 += x3 * y1;
    s32 += x3 * y2;
    s33 += x3 * y3;
  }
  add4(out, row * m + col, s00, s01, s02, s03);
  add4(out, (row + 1) * m + col, s10, s11, s12, s13);
  add4(out, (row + 2) * m + col, s20, s21, s22, s23);
  add4(out, (row + 3) * m + col, s30, s31, s32, s33);
}

function add4(out: Float64Array, at: number, a: number, b: number, c: number, d: number): void {
  out[at] = out[at]! + a;
  out[at + 1] = out[at + 1]! + b;
  out[at + 2] = out[at + 2]! + c;
  out[at + 3] = out[at + 3]! + d;
}

/** The same one by one, where fewer than four rows or columns are left. */
function edge(
  left: Matrix,
  right: Matrix,
  row: number,
  col: number,
  end: number,
  out: Float64Array,
): void {
  const d = left.cols, a = left.data, b = right.data;
  for (let i = row; i < Math.min(row + 4, left.rows); i++) {
    for (let j = col; j < end; j++) {
      let sum = 0;
      for (let k = 0, x = i * d, y = j * d; k < d; k++) sum += a[x++]! * b[y++]!;
      out[i * right.rows + j] = out[i * right.rows + j]! + sum;
    }
  }
}

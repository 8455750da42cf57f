import { InputError } from "./errors.ts";
import type { Matrix } from "./matrix.ts";

/** A matrix of 32-bit numbers. */
export type Matrix32 = Matrix<Float32Array>;

/**
 * An engine of matrix products: left [n × d] times the transpose of right [m × d], as [n × m].
 *
 * The rows of both are what one has in hand (profiles, embeddings), so the result holds the dot
 * product of each row of the left with each row of the right. Pure code takes an engine as an
 * option, so that notebooks and commands can hand in a faster one; see {@link multiply}.
 */
export type Product = (left: Matrix32, right: Matrix32) => Promise<Matrix32>;

/** Rows of the right matrix that stay in the processor's cache while the left ones pass by. */
const blockRows = 64;

/**
 * The product of a matrix with the transpose of another, in plain typed arrays on one core.
 *
 * Sums are kept in 64 bits and rounded once, so that a value does not depend on its place in the
 * matrix.
 *
 * @param left Matrix [n × d].
 * @param right Matrix [m × d].
 * @returns left · rightᵀ [n × m].
 * @throws {InputError} where the matrices differ in columns.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const left = { rows: 2, cols: 2, data: new Float32Array([1, 2, 3, 4]) };
 * const right = { rows: 1, cols: 2, data: new Float32Array([5, 6]) };
 * assertEquals([...(await multiply(left, right)).data], [17, 39]);
 * ```
 */
export function multiply(left: Matrix32, right: Matrix32): Promise<Matrix32> {
  return Promise.try(() => {
    checkInner(left, right);
    const data = new Float32Array(left.rows * right.rows);
    for (let block = 0; block < right.rows; block += blockRows) {
      const end = Math.min(right.rows, block + blockRows);
      for (let row = 0; row < left.rows; row += 4) {
        for (let col = block; col < end; col += 4) {
          if (row + 4 <= left.rows && col + 4 <= end) tile(left, right, row, col, data);
          else edge(left, right, row, Math.min(col + 4, end), col, data);
        }
      }
    }
    return { rows: left.rows, cols: right.rows, data };
  });
}

/**
 * Checks that two matrices have the same number of columns, as a product needs.
 *
 * @throws {InputError} where they do not.
 *
 * @example
 * ```ts
 * import { assertThrows } from "@std/assert";
 *
 * const matrix = (cols: number) => ({ rows: 1, cols, data: new Float32Array(cols) });
 * assertThrows(() => checkInner(matrix(3), matrix(2)));
 * ```
 */
export function checkInner(left: Matrix32, right: Matrix32): void {
  if (left.cols === right.cols) return;
  throw new InputError("Cannot multiply: the matrices differ in columns", {
    found: `${left.cols} and ${right.cols}`,
    allowed: "the same number of both",
  });
}

/** Sixteen products at once, so that each number read is used four times. */
function tile(left: Matrix32, right: Matrix32, row: number, col: number, out: Float32Array): void {
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
  const o0 = row * m + col;
  const o1 = o0 + m;
  const o2 = o1 + m;
  const o3 = o2 + m;
  out[o0] = s00;
  out[o0 + 1] = s01;
  out[o0 + 2] = s02;
  out[o0 + 3] = s03;
  out[o1] = s10;
  out[o1 + 1] = s11;
  out[o1 + 2] = s12;
  out[o1 + 3] = s13;
  out[o2] = s20;
  out[o2 + 1] = s21;
  out[o2 + 2] = s22;
  out[o2 + 3] = s23;
  out[o3] = s30;
  out[o3 + 1] = s31;
  out[o3 + 2] = s32;
  out[o3 + 3] = s33;
}

/** The same one by one, where fewer than four rows or columns are left. */
function edge(
  left: Matrix32,
  right: Matrix32,
  firstRow: number,
  endCol: number,
  firstCol: number,
  out: Float32Array,
): void {
  const d = left.cols, a = left.data, b = right.data;
  for (let row = firstRow; row < Math.min(firstRow + 4, left.rows); row++) {
    for (let col = firstCol; col < endCol; col++) {
      let sum = 0;
      for (let k = 0, i = row * d, j = col * d; k < d; k++) sum += a[i++]! * b[j++]!;
      out[row * right.rows + col] = sum;
    }
  }
}

import { type Matrix, zeros } from "../../core/matrix.ts";
import type { Batches } from "./batches.ts";

/**
 * Takes off each row what its batches add to the clusters it is a member of (Korsunsky 2019,
 * algorithm 3): in each cluster a ridge regression of the rows on the batches, weighted by
 * membership, of which the intercept stays.
 *
 * @param rows Rows as they were before any correction [n × d].
 * @param membership Membership of each row in each cluster [n × k].
 * @param batches Batches of the rows.
 * @param ridge Penalty on what a batch adds, λ, above 0.
 * @returns Corrected rows [n × d].
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const rows = { rows: 2, cols: 1, data: new Float64Array([1, 3]) };
 * const membership = { rows: 2, cols: 1, data: new Float64Array([1, 1]) };
 * const of = new Int32Array([0, 1]), share = new Float64Array([0.5, 0.5]);
 * const corrected = correct(rows, membership, { of, variables: 1, count: 2, share }, 1e-9);
 * assertAlmostEquals(corrected.data[0]!, 2, 1e-6);
 * assertAlmostEquals(corrected.data[1]!, 2, 1e-6);
 * ```
 */
export function correct(
  rows: Matrix,
  membership: Matrix,
  batches: Batches,
  ridge: number,
): Matrix {
  const { rows: n, cols: d, data } = rows, k = membership.cols, { of, variables, count } = batches;
  const size = count + 1, out = data.slice(), columns = new Int32Array(variables + 1);
  for (let c = 0; c < k; c++) {
    const left = zeros(size, size), right = zeros(size, d);
    for (let row = 0; row < n; row++) {
      const weight = membership.data[row * k + c]!;
      // Column 0 is the intercept, the others are batches.
      for (let v = 0; v < variables; v++) columns[v + 1] = of[row * variables + v]! + 1;
      for (const a of columns) {
        for (const b of columns) left.data[a * size + b] = left.data[a * size + b]! + weight;
        for (let j = 0; j < d; j++) {
          right.data[a * d + j] = right.data[a * d + j]! + weight * data[row * d + j]!;
        }
      }
    }
    if (left.data[0]! < 1e-12) continue; // a cluster that has lost all its rows
    for (let b = 1; b < size; b++) left.data[b * size + b] = left.data[b * size + b]! + ridge;
    solve(left, right);
    for (let row = 0; row < n; row++) {
      const weight = membership.data[row * k + c]!;
      for (let v = 0; v < variables; v++) {
        const added = (of[row * variables + v]! + 1) * d;
        for (let j = 0; j < d; j++) {
          out[row * d + j] = out[row * d + j]! - weight * right.data[added + j]!;
        }
      }
    }
  }
  return { rows: n, cols: d, data: out };
}

/**
 * Solves a positive definite system for all columns of the right side at once, in place, by
 * elimination without pivots: the ridge keeps the last pivots away from 0, weights the first.
 */
function solve(left: Matrix, right: Matrix): void {
  const n = left.rows, d = right.cols, a = left.data, b = right.data;
  for (let pivot = 0; pivot < n; pivot++) {
    for (let row = pivot + 1; row < n; row++) {
      const factor = a[row * n + pivot]! / a[pivot * n + pivot]!;
      if (factor === 0) continue;
      for (let j = pivot; j < n; j++) a[row * n + j] = a[row * n + j]! - factor * a[pivot * n + j]!;
      for (let j = 0; j < d; j++) b[row * d + j] = b[row * d + j]! - factor * b[pivot * d + j]!;
    }
  }
  for (let row = n - 1; row >= 0; row--) {
    for (let j = 0; j < d; j++) {
      let value = b[row * d + j]!;
      for (let col = row + 1; col < n; col++) value -= a[row * n + col]! * b[col * d + j]!;
      b[row * d + j] = value / a[row * n + row]!;
    }
  }
}

import type { Matrix } from "../matrix.ts";

/** Most rounds over all pairs of rows; two or three are usual for rows that are nearly orthogonal. */
const mostRounds = 30;

/**
 * Makes the rows of a matrix orthogonal by plane rotations, one pair after another, and of length 1
 * (one-sided Jacobi; Golub and Van Loan, Matrix Computations, 8.6.3).
 *
 * Rows that are zero to rounding get a length of 0 and become some vectors orthogonal to all others.
 *
 * @param rows Rows to make orthogonal [k × m] with k ≤ m, changed in place.
 * @param partner Orthogonal rows that are turned along with them [k × k], changed in place.
 * @returns Length that each row had before it was scaled to 1 [k].
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const rows = { rows: 2, cols: 2, data: new Float64Array([1, 1, 1, -0.9]) };
 * orthogonaliseRows(rows, { rows: 2, cols: 2, data: new Float64Array([1, 0, 0, 1]) });
 * const [a, b, c, d] = rows.data as unknown as [number, number, number, number];
 * assertAlmostEquals(a * c + b * d, 0);
 * ```
 */
export function orthogonaliseRows(rows: Matrix, partner: Matrix): Float64Array {
  const { rows: k, cols: m, data } = rows;
  const tolerance = Number.EPSILON * Math.sqrt(m);
  const squares = Float64Array.from({ length: k }, (_, i) => dot(data, i * m, i * m, m));
  const negligible = squares.reduce((most, x) => Math.max(most, x), 0) *
    (Number.EPSILON * Math.max(m, 1)) ** 2;
  for (let round = 0, turned = true; turned && round < mostRounds; round++) {
    turned = false;
    for (let i = 0; i < k; i++) {
      for (let j = i + 1; j < k; j++) {
        const a = squares[i]!, b = squares[j]!;
        if (a <= negligible || b <= negligible) continue;
        const c = dot(data, i * m, j * m, m);
        if (Math.abs(c) <= tolerance * Math.sqrt(a * b)) continue;
        turned = true;
        const zeta = (b - a) / (2 * c);
        const t = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.hypot(1, zeta));
        const cosine = 1 / Math.hypot(1, t);
        turn(data, i * m, j * m, m, cosine, cosine * t);
        turn(partner.data, i * k, j * k, k, cosine, cosine * t);
        squares[i] = a - t * c;
        squares[j] = b + t * c;
      }
    }
    for (let i = 0; i < k; i++) squares[i] = dot(data, i * m, i * m, m);
  }
  return scaleRows(rows, squares, negligible);
}

function dot(data: Float64Array, a: number, b: number, length: number): number {
  let s0 = 0, s1 = 0, s2 = 0, s3 = 0, i = 0;
  for (; i + 4 <= length; i += 4) {
    s0 += data[a + i]! * data[b + i]!;
    s1 += data[a + i + 1]! * data[b + i + 1]!;
    s2 += data[a + i + 2]! * data[b + i + 2]!;
    s3 += data[a + i + 3]! * data[b + i + 3]!;
  }
  for (; i < length; i++) s0 += data[a + i]! * data[b + i]!;
  return s0 + s1 + (s2 + s3);
}

function turn(data: Float64Array, a: number, b: number, length: number, c: number, s: number) {
  for (let i = 0; i < length; i++) {
    const x = data[a + i]!, y = data[b + i]!;
    data[a + i] = c * x - s * y;
    data[b + i] = s * x + c * y;
  }
}

function scaleRows({ rows: k, cols: m, data }: Matrix, squares: Float64Array, negligible: number) {
  const lengths = squares.map((square) => square <= negligible ? 0 : Math.sqrt(square));
  const done: number[] = [];
  for (let i = 0; i < k; i++) {
    if (lengths[i] === 0) continue;
    for (let j = 0; j < m; j++) data[i * m + j] = data[i * m + j]! / lengths[i]!;
    done.push(i);
  }
  for (let i = 0, axis = 0; i < k; i++) {
    if (lengths[i] !== 0) continue;
    axis = fill(data, m, i, done, axis);
    done.push(i);
  }
  return lengths;
}

/** Makes row i an axis less its part along the rows done, taking the first axis that leaves much. */
function fill(data: Float64Array, m: number, i: number, done: readonly number[], axis: number) {
  for (;; axis++) {
    data.fill(0, i * m, (i + 1) * m);
    data[i * m + axis] = 1;
    // Twice, since once leaves rounding errors along the other rows.
    for (let again = 0; again < 2; again++) {
      for (const other of done) {
        const along = dot(data, i * m, other * m, m);
        for (let j = 0; j < m; j++) {
          data[i * m + j] = data[i * m + j]! - along * data[other * m + j]!;
        }
      }
    }
    const length = Math.sqrt(dot(data, i * m, i * m, m));
    if (length < 1 / (2 * Math.sqrt(m))) continue;
    for (let j = 0; j < m; j++) data[i * m + j] = data[i * m + j]! / length;
    return axis + 1;
  }
}

/** The largest and the smallest eigenvalue. */
export interface Extremes {
  highest: number;
  lowest: number;
}

/**
 * Largest and smallest eigenvalue of a symmetric matrix that is known by its products, by Lanczos'
 * method with full reorthogonalisation: exact after n products, and stopped as soon as both no
 * longer move.
 *
 * Source: G. H. Golub, C. F. Van Loan, Matrix Computations, chapter 10.
 *
 * @param n Rows and columns, at least 1.
 * @param multiply Gives the matrix times a vector [n] → [n].
 *
 * @example
 * ```ts
 * import { extremeEigenvalues } from "./extreme_eigenvalues.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { highest, lowest } = extremeEigenvalues(3, (x) => x.map((value, i) => value * i));
 * assertAlmostEquals(highest, 2);
 * assertAlmostEquals(lowest, 0);
 * ```
 */
export function extremeEigenvalues(
  n: number,
  multiply: (vector: Float64Array) => Float64Array,
): Extremes {
  // No symmetry of a molecule has this vector, so that every eigenvector has a part in it.
  let vector = normalised(Float64Array.from({ length: n }, (_, i) => 1 + (i * 0.618034) % 1));
  const basis = [vector], diagonal: number[] = [], side: number[] = [];
  let found: Extremes = { highest: NaN, lowest: NaN };
  for (let step = 1; step <= n; step++) {
    const next = multiply(vector);
    diagonal.push(dot(next, vector));
    // Twice is enough to make it orthogonal to rounding.
    for (let pass = 0; pass < 2; pass++) for (const row of basis) remove(next, row);
    const length = Math.sqrt(dot(next, next));
    const size = Math.max(...diagonal.map(Math.abs), ...side);
    const done = step === n || length <= 1e-12 * size;
    if (done || (step >= 20 && step % 5 === 0)) {
      const now = extremesOf(diagonal, side);
      const moved = Math.abs(now.highest - found.highest) + Math.abs(now.lowest - found.lowest);
      found = now;
      if (done || moved <= 1e-11 * size) break;
    }
    side.push(length);
    basis.push(vector = next.map((value) => value / length));
  }
  return found;
}

function normalised(vector: Float64Array): Float64Array {
  const length = Math.sqrt(dot(vector, vector));
  return vector.map((value) => value / length);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function remove(from: Float64Array, direction: Float64Array) {
  const part = dot(from, direction);
  for (let i = 0; i < from.length; i++) from[i]! -= part * direction[i]!;
}

/** Extremes of a tridiagonal matrix, by halving Gershgorin's interval. */
function extremesOf(diagonal: readonly number[], side: readonly number[]): Extremes {
  const reach = diagonal.map((_, i) =>
    (side[i - 1] ?? 0) + (i + 1 < diagonal.length ? side[i]! : 0)
  );
  const low = Math.min(...diagonal.map((value, i) => value - reach[i]!));
  const high = Math.max(...diagonal.map((value, i) => value + reach[i]!));
  const halve = (enough: (below: number) => boolean) => {
    let from = low, to = high;
    for (let i = 0; i < 60 && to > from; i++) {
      const middle = (from + to) / 2;
      if (enough(countBelow(diagonal, side, middle))) to = middle;
      else from = middle;
    }
    return (from + to) / 2;
  };
  return {
    highest: halve((below) => below === diagonal.length),
    lowest: halve((below) => below > 0),
  };
}

/** Number of eigenvalues below a value: Sturm's count of negative pivots. */
function countBelow(diagonal: readonly number[], side: readonly number[], value: number): number {
  let count = 0, pivot = 1;
  for (let i = 0; i < diagonal.length; i++) {
    const coupled = i === 0 ? 0 : side[i - 1]! ** 2 / pivot;
    pivot = diagonal[i]! - value - coupled;
    if (pivot === 0) pivot = -1e-300;
    if (pivot < 0) count++;
  }
  return count;
}

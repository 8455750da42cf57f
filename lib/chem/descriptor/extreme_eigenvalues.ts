/** The largest and the smallest eigenvalue. */
export interface Extremes {
  highest: number;
  lowest: number;
}

/**
 * Largest and smallest eigenvalue of a symmetric matrix that is known by its products, by Lanczos'
 * method, stopped as soon as both no longer move. Rounding makes eigenvalues come again in longer
 * runs, which leaves the extreme ones as they are, so that nothing needs to be kept orthogonal.
 *
 * Source: G. H. Golub, C. F. Van Loan, Matrix Computations, chapter 10.
 *
 * @param n Rows and columns, at least 1.
 * @param multiply Writes the matrix times the first vector into the second one [n].
 *
 * @example
 * ```ts
 * import { extremeEigenvalues } from "./extreme_eigenvalues.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { highest, lowest } = extremeEigenvalues(3, (from, to) => {
 *   for (let i = 0; i < 3; i++) to[i] = i * from[i]!;
 * });
 * assertAlmostEquals(highest, 2);
 * assertAlmostEquals(lowest, 0);
 * ```
 */
export function extremeEigenvalues(
  n: number,
  multiply: (from: Float64Array, to: Float64Array) => void,
): Extremes {
  // No symmetry of a molecule has this vector, so that every eigenvector has a part in it.
  let current = Float64Array.from({ length: n }, (_, i) => 1 + (i * 0.618034) % 1);
  scale(current, 1 / Math.sqrt(dot(current, current)));
  let before = new Float64Array(n), next = new Float64Array(n);
  const diagonal: number[] = [], side: number[] = [];
  let found: Extremes = { highest: NaN, lowest: NaN }, size = 0;
  for (let step = 1, check = Math.min(n, 20);; step++) {
    multiply(current, next);
    subtract(next, side.at(-1) ?? 0, before);
    const along = dot(next, current);
    subtract(next, along, current);
    const length = Math.sqrt(dot(next, next));
    diagonal.push(along);
    size = Math.max(size, Math.abs(along), length);
    const done = !(length > 1e-13 * size) || step === 4 * n + 40;
    if (done || step === check) {
      const now = extremesOf(diagonal, side);
      const moved = Math.abs(now.highest - found.highest) + Math.abs(now.lowest - found.lowest);
      found = now;
      if (done || moved <= 1e-10 * size) return found;
      check += 3 + (step >> 2);
    }
    side.push(length);
    scale(next, 1 / length);
    [before, current, next] = [current, next, before];
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function scale(vector: Float64Array, factor: number) {
  for (let i = 0; i < vector.length; i++) vector[i]! *= factor;
}

function subtract(from: Float64Array, times: number, vector: Float64Array) {
  for (let i = 0; i < from.length; i++) from[i]! -= times * vector[i]!;
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
    for (let i = 0; i < 50 && to > from; i++) {
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

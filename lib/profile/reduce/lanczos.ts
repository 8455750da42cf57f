import { symmetricEigen } from "../../core/eigen.ts";
import { type Matrix, zeros } from "../../core/matrix.ts";
import { Random } from "../../core/random.ts";

/** The largest eigenvalues of a symmetric matrix and their vectors. */
export interface LargestEigen {
  /** Eigenvalues, the largest first [k]. */
  values: Float64Array;
  /** Row i is the eigenvector of `values[i]`, of length 1 [k × size]. */
  vectors: Matrix;
}

/**
 * The largest eigenvalues of a symmetric matrix that is only known by its product with a vector.
 *
 * Lanczos' method with full reorthogonalisation from a random start, until the residual of each pair
 * is below `tolerance` times the largest eigenvalue. Where the start spans no more, a new random
 * direction joins, so that eigenvalues that come several times are found as often.
 *
 * Source: Golub and Van Loan 2013, Matrix Computations, chapter 10.
 *
 * @param size Rows and columns of the matrix.
 * @param count How many pairs, at most `size`.
 * @param apply Writes the product with a vector into its second argument [size].
 * @param tolerance Largest residual, relative.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const diagonal = [3, 1, 4, 1];
 * const { values } = largestEigen(4, 2, (x, out) => {
 *   for (let i = 0; i < 4; i++) out[i] = diagonal[i]! * x[i]!;
 * }, 1e-12);
 * assertAlmostEquals(values[0]!, 4);
 * assertAlmostEquals(values[1]!, 3);
 * ```
 */
export function largestEigen(
  size: number,
  count: number,
  apply: (vector: Float64Array, out: Float64Array) => void,
  tolerance: number,
): LargestEigen {
  const random = new Random(1).fork("lanczos");
  const basis: Float64Array[] = [], diagonal: number[] = [], beside: number[] = [];
  let next = freshDirection(size, basis, random), check = Math.min(size, 2 * count + 20), scale = 0;
  while (true) {
    const vector = next, image = new Float64Array(size);
    basis.push(vector);
    apply(vector, image);
    diagonal.push(dot(vector, image));
    const before = Math.sqrt(dot(image, image));
    // Twice is enough to make it orthogonal to rounding.
    for (let pass = 0; pass < 2; pass++) for (const other of basis) remove(image, other);
    let length = Math.sqrt(dot(image, image));
    scale = Math.max(scale, before);
    if (basis.length === size) length = 0;
    if (basis.length === check) {
      const { values, vectors } = symmetricEigen(tridiagonal(diagonal, beside));
      const last = (pair: number) => Math.abs(vectors.data[pair * check + check - 1]!);
      const open = Array.from({ length: count }, (_, pair) => length * last(pair));
      if (check === size || open.every((residual) => residual <= tolerance * values[0]!)) {
        return { values: values.slice(0, count), vectors: combine(vectors, basis, count) };
      }
      check = Math.min(size, Math.ceil(check * 1.3));
    }
    if (length > 1e-14 * scale) {
      next = image.map((value) => value / length);
      beside.push(length);
    } else {
      next = freshDirection(size, basis, random);
      beside.push(0);
    }
  }
}

function freshDirection(size: number, basis: readonly Float64Array[], random: Random) {
  const vector = Float64Array.from({ length: size }, () => random.normal());
  for (let pass = 0; pass < 2; pass++) for (const other of basis) remove(vector, other);
  const length = Math.sqrt(dot(vector, vector));
  return vector.map((value) => value / length);
}

function tridiagonal(diagonal: readonly number[], beside: readonly number[]): Matrix {
  const n = diagonal.length, matrix = zeros(n, n);
  for (const [i, value] of diagonal.entries()) {
    matrix.data[i * n + i] = value;
    if (i + 1 < n) matrix.data[i * n + i + 1] = matrix.data[(i + 1) * n + i] = beside[i]!;
  }
  return matrix;
}

/** The first rows of `vectors`, told in the basis, as vectors of the whole space. */
function combine(vectors: Matrix, basis: readonly Float64Array[], count: number): Matrix {
  const size = basis[0]!.length, out = zeros(count, size);
  for (let row = 0; row < count; row++) {
    const target = out.data.subarray(row * size, (row + 1) * size);
    for (const [i, vector] of basis.entries()) {
      const weight = vectors.data[row * vectors.cols + i]!;
      for (let j = 0; j < size; j++) target[j]! += weight * vector[j]!;
    }
  }
  return out;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function remove(from: Float64Array, direction: Float64Array): void {
  const along = dot(from, direction);
  for (let i = 0; i < from.length; i++) from[i]! -= along * direction[i]!;
}

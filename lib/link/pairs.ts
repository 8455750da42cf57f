import { InputError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";

/** A matrix of either precision. */
export type AnyMatrix = Matrix<Float32Array | Float64Array>;

/**
 * The lower triangle of a symmetric matrix, row after row, without the diagonal: every pair once.
 *
 * @param matrix Distances or differences [n × n].
 * @param what What it is, for errors.
 * @param least Fewest objects that are of use; defaults to 3.
 * @returns Values of the pairs (1, 0), (2, 0), (2, 1), (3, 0), … [n(n − 1)/2].
 * @throws {InputError} where the matrix is not square, not symmetric, too small, or holds a value
 * that is not finite.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const data = new Float64Array([0, 1, 2, 1, 0, 3, 2, 3, 0]);
 * assertEquals([...pairValues({ rows: 3, cols: 3, data }, "distances")], [1, 2, 3]);
 * ```
 */
export function pairValues(matrix: AnyMatrix, what: string, least = 3): Float64Array {
  const { rows, cols, data } = matrix, attempted = `Cannot use the matrix of ${what}`;
  if (rows !== cols || rows < least) {
    throw new InputError(attempted, {
      found: `${rows} × ${cols} values`,
      allowed: `as many rows as columns, ${least} or more`,
    });
  }
  const pairs = new Float64Array(rows * (rows - 1) / 2);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < i; j++, at++) {
      const value = data[i * cols + j]!, mirrored = data[j * cols + i]!;
      // Engines of 32 bits may round the two directions of a pair differently.
      const close = Math.abs(value - mirrored) <= 1e-5 * (1 + Math.abs(value));
      if (!Number.isFinite(value) || !close) {
        throw new InputError(attempted, {
          row: i + 1,
          column: String(j + 1),
          found: `${value}, and ${mirrored} in the other direction`,
          allowed: "two equal, finite values",
          hint: "Leave out objects that lack one side, such as compounds without a structure",
        });
      }
      pairs[at] = value;
    }
  }
  return pairs;
}

/**
 * Whether pairs of objects differ at all.
 *
 * @param matrix Distances or differences [n × n].
 * @param what What it is, for errors.
 * @throws {InputError} as {@link pairValues} does.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const data = new Float64Array([0, 1, 1, 1, 0, 1, 1, 1, 0]);
 * assertEquals(pairsVary({ rows: 3, cols: 3, data }, "plates"), false);
 * ```
 */
export function pairsVary(matrix: AnyMatrix, what: string): boolean {
  const pairs = pairValues(matrix, what);
  return pairs.some((value) => value !== pairs[0]);
}

/**
 * The symmetric matrix of some pairs, its diagonal 0.
 *
 * @param pairs As of {@link pairValues} [n(n − 1)/2].
 * @param n Objects.
 * @returns [n × n].
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...pairMatrix(new Float64Array([5]), 2)], [0, 5, 5, 0]);
 * ```
 */
export function pairMatrix(pairs: Float64Array, n: number): Float64Array {
  const full = new Float64Array(n * n);
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = 0; j < i; j++, at++) full[i * n + j] = full[j * n + i] = pairs[at]!;
  }
  return full;
}

/**
 * The sum of products of pairs with the pairs of a matrix whose objects were put in another order.
 *
 * @param pairs As of {@link pairValues} [n(n − 1)/2].
 * @param full Symmetric matrix, row after row [n × n].
 * @param order Object `order[i]` of the matrix stands at place i [n].
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const [pairs, order] = [new Float64Array([1, 0, 0]), new Int32Array([2, 1, 0])];
 * assertEquals(permutedProduct(pairs, pairMatrix(new Float64Array([5, 6, 7]), 3), order), 7);
 * ```
 */
export function permutedProduct(
  pairs: Float64Array,
  full: Float64Array,
  order: Int32Array,
): number {
  const n = order.length;
  let sum = 0;
  for (let i = 1, at = 0; i < n; i++) {
    const row = order[i]! * n;
    for (let j = 0; j < i; j++) sum += pairs[at++]! * full[row + order[j]!]!;
  }
  return sum;
}

/**
 * Which objects a pair is made of, in the order of {@link pairValues}.
 *
 * @param n Objects.
 * @returns Pairs [n(n − 1)/2].
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(pairsOf(3), [[1, 0], [2, 0], [2, 1]]);
 * ```
 */
export function pairsOf(n: number): [number, number][] {
  return Array.from(
    { length: n },
    (_, i) => Array.from({ length: i }, (_, j): [number, number] => [i, j]),
  ).flat();
}

/**
 * Some objects of a matrix, in the order asked for: rows and columns alike.
 *
 * @param matrix Distances or similarities [n × n].
 * @param objects Their numbers, from 0 [m].
 * @returns [m × m].
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const data = new Float64Array([0, 1, 2, 1, 0, 3, 2, 3, 0]);
 * assertEquals([...selectObjects({ rows: 3, cols: 3, data }, [2, 0]).data], [0, 2, 2, 0]);
 * ```
 */
export function selectObjects({ cols, data }: AnyMatrix, objects: readonly number[]): Matrix {
  const m = objects.length, taken = new Float64Array(m * m);
  for (const [i, row] of objects.entries()) {
    for (const [j, col] of objects.entries()) taken[i * m + j] = data[row * cols + col]!;
  }
  return { rows: m, cols: m, data: taken };
}

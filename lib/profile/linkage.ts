import { InputError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";

/** Two clusters that become one. Leaves are numbered 0 … n − 1, clusters n, n + 1, … by merge. */
export interface Merge {
  /** The cluster with the lower number. */
  left: number;
  /** The other. */
  right: number;
  /** Mean distance between their leaves. */
  height: number;
  /** Leaves of the new cluster. */
  size: number;
}

/**
 * Average linkage (UPGMA): the two clusters whose leaves are nearest on average are joined, until
 * one is left.
 *
 * Found by nearest-neighbour chains in O(n²). Where heights tie, the order is that of the rows.
 *
 * Source: Sokal and Michener 1958; Müllner 2011, Modern hierarchical, agglomerative clustering
 * algorithms, figure 3.
 *
 * @param distances Symmetric [n × n].
 * @returns The n − 1 merges by height, as in SciPy's `linkage(…, "average")`.
 * @throws {InputError} where the matrix is not square or holds what is no distance.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const data = new Float64Array([0, 1, 4, 1, 0, 6, 4, 6, 0]);
 * assertEquals(averageLinkage({ rows: 3, cols: 3, data }), [
 *   { left: 0, right: 1, height: 1, size: 2 },
 *   { left: 2, right: 3, height: 5, size: 3 },
 * ]);
 * ```
 */
export function averageLinkage(distances: Matrix<Float32Array | Float64Array>): Merge[] {
  checkDistances(distances);
  const n = distances.rows, between = Float64Array.from(distances.data);
  const size = new Int32Array(n).fill(1);
  const found: { a: number; b: number; height: number }[] = [];
  const chain: number[] = [];
  while (found.length < n - 1) {
    if (chain.length === 0) chain.push(size.findIndex((leaves) => leaves > 0));
    const last = chain.at(-1) as number, before = chain.at(-2) ?? -1;
    // The one before comes first, so that a tie ends the chain.
    let near = before, nearest = before < 0 ? Infinity : between[last * n + before]!;
    for (let other = 0; other < n; other++) {
      if (other === last || size[other] === 0) continue;
      if (between[last * n + other]! < nearest) {
        nearest = between[last * n + other]!;
        near = other;
      }
    }
    if (near !== before) {
      chain.push(near);
      continue;
    }
    chain.length -= 2;
    found.push({ a: last, b: near, height: nearest });
    join(between, size, n, last, near);
  }
  return number(found, n);
}

/** The cluster at `near` takes that of `last` in. */
function join(
  between: Float64Array,
  size: Int32Array,
  n: number,
  last: number,
  near: number,
): void {
  const one = size[last]!, two = size[near]!;
  for (let other = 0; other < n; other++) {
    if (size[other] === 0 || other === last || other === near) continue;
    const mean = (one * between[last * n + other]! + two * between[near * n + other]!) /
      (one + two);
    between[near * n + other] = between[other * n + near] = mean;
  }
  size[near] = one + two;
  size[last] = 0;
}

/** Chains find merges out of order: they are sorted by height and their clusters numbered. */
function number(found: { a: number; b: number; height: number }[], n: number): Merge[] {
  const sorted = found.toSorted((x, y) => x.height - y.height);
  const parent = Int32Array.from({ length: n }, (_, i) => i);
  const cluster = Int32Array.from({ length: n }, (_, i) => i), size = new Int32Array(n).fill(1);
  const root = (leaf: number) => {
    while (parent[leaf] !== leaf) leaf = parent[leaf] = parent[parent[leaf]!]!;
    return leaf;
  };
  return sorted.map(({ a, b, height }, index) => {
    const [x, y] = [root(a), root(b)];
    const [left, right] = [cluster[x]!, cluster[y]!].sort((p, q) => p - q) as [number, number];
    parent[x] = y;
    cluster[y] = n + index;
    size[y]! += size[x]!;
    return { left, right, height, size: size[y]! };
  });
}

function checkDistances({ rows, cols, data }: Matrix<Float32Array | Float64Array>): void {
  const attempted = "Cannot cluster";
  if (rows !== cols) {
    throw new InputError(attempted, { found: `${rows} × ${cols}`, allowed: "a square matrix" });
  }
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const value = data[i * cols + j]!;
      if (value >= 0 && value < Infinity && value === data[j * cols + i]) continue;
      throw new InputError(attempted, {
        row: i + 1,
        column: String(j + 1),
        found: `${value}, and ${data[j * cols + i]} in the other direction`,
        allowed: "two equal distances, 0 or more",
      });
    }
  }
}

import { type Matrix, zeros } from "../../core/matrix.ts";
import type { Random } from "../../core/random.ts";
import { rowProducts } from "../../core/row_products.ts";

/** How `kMeans` searches. */
export interface KMeansOptions {
  /** Number of clusters, at most the number of rows. */
  clusters: number;
  /** Where the random numbers come from. */
  random: Random;
  /** Starts, of which the best counts; defaults to 3. */
  starts?: number;
  /** Most rounds of a start; defaults to 25. */
  rounds?: number;
}

/**
 * Centres of clusters by Lloyd's k-means, started by k-means++ (Arthur and Vassilvitskii, SODA 2007).
 *
 * @param rows Rows [n × d].
 * @param options Clusters and random numbers.
 * @returns Centres [clusters × d] of the start with the smallest sum of squares.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { Random } from "../../core/random.ts";
 *
 * const rows = { rows: 4, cols: 1, data: new Float64Array([0, 2, 10, 12]) };
 * const { data } = kMeans(rows, { clusters: 2, random: new Random(1) });
 * assertEquals([...data].sort((a, b) => a - b), [1, 11]);
 * ```
 */
export function kMeans(
  rows: Matrix,
  { clusters, random, starts = 3, rounds = 25 }: KMeansOptions,
): Matrix {
  let best = zeros(clusters, rows.cols), least = Infinity;
  for (let start = 0; start < starts; start++) {
    const centers = plusPlus(rows, clusters, random);
    const nearest = new Int32Array(rows.rows).fill(-1);
    let squares = 0;
    for (let round = 0; round < rounds; round++) {
      const found = assign(rows, centers, nearest);
      squares = found.squares;
      if (!found.changed) break;
      update(rows, centers, nearest);
    }
    if (squares < least) [best, least] = [centers, squares];
  }
  return best;
}

/** Centres that are rows, each drawn with a chance that grows with its distance from the others. */
function plusPlus(rows: Matrix, clusters: number, random: Random): Matrix {
  const { rows: n, cols: d, data } = rows, centers = zeros(clusters, d);
  const distances = new Float64Array(n).fill(Infinity);
  let chosen = random.integer(n);
  for (let k = 0; k < clusters; k++) {
    centers.data.set(data.subarray(chosen * d, (chosen + 1) * d), k * d);
    let total = 0;
    for (let i = 0; i < n; i++) {
      distances[i] = Math.min(distances[i]!, square(data, i * d, centers.data, k * d, d));
      total += distances[i]!;
    }
    let left = random.uniform() * total;
    chosen = distances.findIndex((distance) => (left -= distance) < 0);
    if (chosen < 0) chosen = random.integer(n);
  }
  return centers;
}

function assign(rows: Matrix, centers: Matrix, nearest: Int32Array) {
  const k = centers.rows, products = rowProducts(rows, centers).data;
  const lengths = squaresOf(centers), own = squaresOf(rows);
  let squares = 0, changed = false;
  for (let i = 0; i < rows.rows; i++) {
    let least = Infinity, best = 0;
    for (let c = 0; c < k; c++) {
      const distance = lengths[c]! - 2 * products[i * k + c]!;
      if (distance < least) [least, best] = [distance, c];
    }
    changed ||= nearest[i] !== best;
    nearest[i] = best;
    squares += own[i]! + least;
  }
  return { squares, changed };
}

/** Square of the length of each row. */
function squaresOf({ rows, cols, data }: Matrix): Float64Array {
  const out = new Float64Array(rows);
  for (let i = 0; i < data.length; i++) {
    const row = Math.floor(i / cols);
    out[row] = out[row]! + data[i]! ** 2;
  }
  return out;
}

/** Moves each centre to the mean of its rows; one that lost all of them stays. */
function update(rows: Matrix, centers: Matrix, nearest: Int32Array): void {
  const { cols: d, data } = rows, counts = new Float64Array(centers.rows);
  const sums = new Float64Array(centers.data.length);
  for (const [i, k] of nearest.entries()) {
    counts[k] = counts[k]! + 1;
    for (let j = 0; j < d; j++) sums[k * d + j] = sums[k * d + j]! + data[i * d + j]!;
  }
  for (let at = 0; at < sums.length; at++) {
    const count = counts[Math.floor(at / d)]!;
    if (count > 0) centers.data[at] = sums[at]! / count;
  }
}

function square(a: Float64Array, i: number, b: Float64Array, j: number, length: number): number {
  let sum = 0;
  for (let k = 0; k < length; k++) sum += (a[i + k]! - b[j + k]!) ** 2;
  return sum;
}

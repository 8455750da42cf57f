import type { Neighbours } from "../neighbours.ts";

/** The local scale of each row. */
export interface LocalScale {
  /** Distance of the nearest neighbour that is not a duplicate, 0 where all are [n]. */
  rho: Float64Array;
  /** How fast the strength falls beyond it [n]. */
  sigma: Float64Array;
}

/** Halvings of the search, and where it stops, as umap-learn has them. */
const iterations = 64, tolerance = 1e-5;

/** Least sigma, as a share of the mean distance. */
const least = 1e-3;

/**
 * The local scale of each row: sigma such that the strengths exp(−max(0, d − rho) / sigma) of its
 * neighbours sum to log₂ k.
 *
 * Here k counts the row itself, at distance 0, as umap-learn does.
 *
 * Source: McInnes, Healy and Melville 2018, UMAP, algorithm 3.
 *
 * @param neighbours Nearest others of each row, k − 1 each.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const rows = new Int32Array([1, 0]), distances = new Float64Array([3, 3]);
 * assertEquals([...localScale({ count: 1, rows, distances }).rho], [3, 3]);
 * ```
 */
export function localScale({ count, distances }: Neighbours): LocalScale {
  const n = distances.length / count, target = Math.log2(count + 1);
  const rho = new Float64Array(n), sigma = new Float64Array(n);
  const overall = mean(distances) * count / (count + 1);
  for (let row = 0; row < n; row++) {
    const own = distances.subarray(row * count, (row + 1) * count);
    rho[row] = own.find((distance) => distance > 0) ?? 0;
    let low = 0, high = Infinity, middle = 1;
    for (let step = 0; step < iterations; step++) {
      const sum = strengths(own, rho[row]!, middle);
      if (Math.abs(sum - target) < tolerance) break;
      if (sum > target) {
        high = middle;
        middle = (low + high) / 2;
      } else {
        low = middle;
        middle = high === Infinity ? middle * 2 : (low + high) / 2;
      }
    }
    const typical = rho[row]! > 0 ? mean(own) * count / (count + 1) : overall;
    sigma[row] = Math.max(middle, least * typical);
  }
  return { rho, sigma };
}

function strengths(distances: Float64Array, rho: number, sigma: number): number {
  let sum = 0;
  for (let i = 0; i < distances.length; i++) {
    const beyond = distances[i]! - rho;
    sum += beyond > 0 ? Math.exp(-beyond / sigma) : 1;
  }
  return sum;
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}
